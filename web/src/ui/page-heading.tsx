import { type ReactNode, useEffect, useRef } from 'react';
import { location } from '../router/location.js';
import { text } from '../text/text.js';

interface PageHeadingProps {
  title: string;
  children?: ReactNode;
}

/**
 * The page's one h1 and the browser's title. After a change of page it takes the focus, so that the keyboard and screen readers go on
 * from the top of the new page rather than from a link that is gone.
 */
export function PageHeading({ title, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const arrivedWithThePage = location.get().visit === 0;
    if (!arrivedWithThePage) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page-heading">
      <title>{`${title} · ${text.brand}`}</title>
      <h1 tabIndex={-1} ref={heading}>
        {title}
      </h1>
      {children}
    </div>
  );
}

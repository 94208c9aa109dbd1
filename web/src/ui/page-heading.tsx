import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { visits } from '../router/visits.js';
import { text } from '../text/text.js';

interface PageHeadingProps {
  title: string;
  /** In the browser's tab, where the heading alone would not tell one page from another. */
  tabTitle?: string | undefined;
  /** The page that this one belongs to. */
  up?: { href: string; label: string };
  /** Beside the title. */
  mark?: ReactNode;
  children?: ReactNode;
}

/** For when the pressed button is gone and nothing else takes its place. */
export function focusHeading(): void {
  document.querySelector<HTMLElement>('h1')?.focus();
}

/** A closed dialog gives the focus back within the first ones; the list behind it is drawn anew a little later. */
const [FRAMES_TO_GIVE_BACK, FRAMES_TO_DRAW] = [2, 12];

/** For when a dialog closes that its own trigger may be gone with: whatever else has the focus keeps it. */
export async function focusHeadingIfLost(): Promise<void> {
  for (let frame = 0; frame < FRAMES_TO_DRAW; frame += 1) {
    await new Promise(requestAnimationFrame);
    if (frame >= FRAMES_TO_GIVE_BACK && document.activeElement === document.body) focusHeading();
  }
}

/**
 * The page's one h1 and the browser's title. After a change of page it takes the focus, so that the keyboard and screen readers go on
 * from the top of the new page rather than from a link that is gone.
 */
export function PageHeading({ title, tabTitle = title, up, mark, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${tabTitle} · ${text.brand}`;
  }, [tabTitle]);
  useEffect(() => {
    const arrivedWithThePage = visits.get() === 0;
    if (!arrivedWithThePage) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page-heading">
      {up && (
        <Link className="up" href={up.href}>
          {up.label}
        </Link>
      )}
      <div className="row">
        <h1 tabIndex={-1} ref={heading}>
          {title}
        </h1>
        {mark}
      </div>
      {children}
    </div>
  );
}

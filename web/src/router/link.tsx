import type { ComponentProps, MouseEvent } from 'react';
import { navigate } from './location.js';

interface LinkProps extends ComponentProps<'a'> {
  href: string;
}

/** A link within the shop: an ordinary `<a>` that changes the page without loading it anew. */
export function Link({ onClick, ...rest }: LinkProps) {
  function follow(event: MouseEvent<HTMLAnchorElement>) {
    onClick?.(event);
    if (event.defaultPrevented || opensElsewhere(event)) return;
    event.preventDefault();
    navigate(rest.href);
  }
  return <a {...rest} onClick={follow} />;
}

function opensElsewhere(event: MouseEvent): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
}

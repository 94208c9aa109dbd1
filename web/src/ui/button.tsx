import './button.css';
import type { ComponentProps, MouseEvent } from 'react';
import { Link } from '../router/link.js';

type Look = 'primary' | 'quiet' | 'plain';

interface Appearance {
  look?: Look;
  wide?: boolean;
}

interface ButtonProps extends ComponentProps<'button'>, Appearance {
  /** Something is under way: pressing again does nothing. The button keeps the focus, unlike a disabled one. */
  busy?: boolean;
}

export function Button({ look = 'primary', wide = false, busy = false, onClick, ...rest }: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (busy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      className={classes(look, wide)}
      aria-busy={busy}
      aria-disabled={busy}
      onClick={press}
    />
  );
}

interface ButtonLinkProps extends ComponentProps<typeof Link>, Appearance {}

export function ButtonLink({ look = 'primary', wide = false, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={classes(look, wide)} />;
}

function classes(look: Look, wide: boolean): string {
  return `button button-${look}${wide ? ' button-wide' : ''}`;
}

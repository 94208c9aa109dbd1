import './button.css';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import type { ReactNode, Ref } from 'react';
import { noop } from '@tanstack/react-query';
import { Link } from 'wouter';

type Look = 'primary' | 'quiet' | 'plain' | 'danger';

interface Appearance {
  look?: Look;
  wide?: boolean;
  children: ReactNode;
}

interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'isPending'>, Appearance {
  /** Something is under way: pressing again does nothing. The button keeps the focus, unlike a disabled one. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'primary', wide = false, busy = false, ...rest }: ButtonProps) {
  // Not React Aria's own `isPending`: to announce it, that leaves an element behind whose name is gone with the button, which axe finds.
  const whileBusy = busy && {
    'aria-disabled': true,
    'data-busy': true,
    onPress: noop,
    type: 'button' as const,
  };
  return <AriaButton {...rest} {...whileBusy} className={classes(look, wide)} />;
}

interface ButtonLinkProps extends Appearance {
  href: string;
}

/** Looks like a button and leads to another page of ours. */
export function ButtonLink({ look = 'primary', wide = false, href, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={classes(look, wide)}>
      {children}
    </Link>
  );
}

function classes(look: Look, wide: boolean): string {
  return `button button-${look}${wide ? ' button-wide' : ''}`;
}

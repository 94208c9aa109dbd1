import type { Appearance } from '@stripe/stripe-js';

export const darkScheme = matchMedia('(prefers-color-scheme: dark)');

/** The page's own colours and shapes, for the form that Stripe draws in its frame. */
export function currentAppearance(): Appearance {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    theme: darkScheme.matches ? 'night' : 'stripe',
    variables: {
      colorPrimary: token('--accent'),
      colorBackground: token('--surface'),
      colorText: token('--ink'),
      colorTextSecondary: token('--ink-soft'),
      colorDanger: token('--bad'),
      fontFamily: token('--font'),
      borderRadius: token('--radius-m'),
      spacingUnit: token('--space-1'),
    },
    rules: {
      '.Input': { border: `1px solid ${token('--line-strong')}`, boxShadow: 'none' },
      '.Label': { fontWeight: '600' },
    },
  };
}

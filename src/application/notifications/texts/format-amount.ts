import { Currency } from '../../../domain/shared/currency.js';
import { formatMinor } from '../../../domain/shared/money.js';
import type { Amount } from './letter.js';

/** As people of that language write it (`¥1,100`, `$12.34`). Exact: the digits go as text, never as a float. */
export function formatAmount({ amountMinor, currency }: Amount, language: string): string {
  const decimal = formatMinor(amountMinor, Currency.of(currency).exponent) as `${number}`;
  return new Intl.NumberFormat(language, { style: 'currency', currency }).format(decimal);
}

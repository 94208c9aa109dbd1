import { Currency } from '../../../domain/shared/currency.js';
import { formatMinor } from '../../../domain/shared/money.js';
import type { Amount } from './letter.js';

/** Making one takes a hundred times as long as using it; there are as many as languages and currencies. */
const formats = new Map<string, Intl.NumberFormat>();

/** As people of that language write it (`¥1,100`, `$12.34`). Exact: the digits go as text, never as a float. */
export function formatAmount({ amountMinor, currency }: Amount, language: string): string {
  const decimal = formatMinor(amountMinor, Currency.of(currency).exponent) as `${number}`;
  return formatOf(language, currency).format(decimal);
}

function formatOf(language: string, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(language, { style: 'currency', currency });
  formats.set(key, format);
  return format;
}

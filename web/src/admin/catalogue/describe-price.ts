import type { AdminPrice } from 'kaikei-sdk';
import { formatMoney } from '../../text/format.js';
import { adminText } from '../../text/text.js';

/** `¥1,200`, or `$10.00 every month`. */
export function describePrice({ unit_amount, currency, interval }: AdminPrice): string {
  const amount = formatMoney(unit_amount, currency);
  const words = adminText.price;
  return interval === undefined ? amount : `${amount} ${words.every(words.intervals[interval])}`;
}

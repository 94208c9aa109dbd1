import type { Price } from 'kaikei-sdk';
import { formatRate } from '../text/format.js';
import { text } from '../text/text.js';

/** Whether the price contains its tax, or how much comes on top. */
export function describeTax({ tax_behavior, tax_rate }: Price): string {
  if (tax_rate === 0) return text.shop.taxFree;
  return tax_behavior === 'inclusive' ? text.shop.taxIncluded : text.shop.taxOnTop(formatRate(tax_rate));
}

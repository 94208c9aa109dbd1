/** Nothing that looks or sounds like something else when it is read out: no 0/O, 1/I/L, U/V. */
export const ORDER_CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/** 29^5: twenty million numbers a day. */
export const ORDER_CODE_LENGTH = 5;

/** `KAI-261120-7F3K2`: the day in UTC and a code that was drawn for it. */
export function orderNumber(placedAt: Date, code: string): string {
  const day = placedAt.toISOString().slice(2, 10).replaceAll('-', '');
  return `KAI-${day}-${code}`;
}

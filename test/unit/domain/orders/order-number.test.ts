import { describe, expect, it } from '@jest/globals';
import { ORDER_CODE_ALPHABET, orderNumber } from '../../../../src/domain/orders/order-number.js';

describe('order numbers', () => {
  it('carry the day in UTC, wherever the process runs', () => {
    expect(orderNumber(new Date('2026-11-20T23:59:59Z'), '7F3K2')).toBe('KAI-261120-7F3K2');
    expect(orderNumber(new Date('2026-11-21T00:00:00+09:00'), '7F3K2')).toBe('KAI-261120-7F3K2');
  });

  it('use no character that is mistaken for another when it is read out', () => {
    for (const ambiguous of '01OILUV') expect(ORDER_CODE_ALPHABET).not.toContain(ambiguous);
    expect(new Set(ORDER_CODE_ALPHABET).size).toBe(ORDER_CODE_ALPHABET.length);
  });
});

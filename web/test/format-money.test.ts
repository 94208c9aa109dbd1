import { describe, expect, test } from '@jest/globals';
import { formatMoney, minorUnitExponent } from '../src/money/format-money.js';

/** Some locales separate with a no-break space: what counts here are the digits and the sign. */
const plain = (amount: string) => amount.replaceAll('\u00a0', ' ');

describe('an amount is shown as people read it', () => {
  test.each([
    [1200, 'jpy', '¥1,200'],
    [1999, 'usd', '$19.99'],
    [5, 'usd', '$0.05'],
    [0, 'usd', '$0.00'],
    [-150, 'eur', '-€1.50'],
    [12_340, 'kwd', 'KWD 12.340'],
    [999_999_999_999, 'idr', 'IDR 9,999,999,999.99'],
  ])('%d minor units of %s are %s', (amount, currency, shown) => {
    expect(plain(formatMoney(amount, currency, 'en'))).toBe(shown);
  });

  test('in the order of the reader’s language', () => {
    expect(plain(formatMoney(1999, 'eur', 'de'))).toBe('19,99 €');
  });

  test('Stripe counts krónur and Ugandan shillings in hundredths, though they have none', () => {
    expect(plain(formatMoney(150_000, 'isk', 'en'))).toBe('ISK 1,500');
    expect(plain(formatMoney(150_000, 'ugx', 'en'))).toBe('UGX 1,500');
  });

  test.each([
    ['jpy', 0],
    ['JPY', 0],
    ['usd', 2],
    ['isk', 2],
    ['bhd', 3],
  ] as const)('%s has %d decimals at Stripe', (currency, exponent) => {
    expect(minorUnitExponent(currency)).toBe(exponent);
  });
});

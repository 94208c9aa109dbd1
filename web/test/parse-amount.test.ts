import { describe, expect, it } from '@jest/globals';
import { parseAmount, typedAmount } from '../src/money/parse-amount.js';

describe('an amount that is typed', () => {
  it.each([
    ['1200', 'jpy', 1_200],
    ['1,200', 'jpy', 1_200],
    ['１，２００', 'jpy', 1_200],
    ['0.29', 'usd', 29],
    ['1.1', 'usd', 110],
    ['1.10', 'usd', 110],
    ['12', 'usd', 1_200],
    ['1.500', 'kwd', 1_500],
    ['5.00', 'jpy', 5],
  ])('%s in %s is %d in minor units', (typed, currency, amount) => {
    expect(parseAmount(typed, currency)).toBe(amount);
  });

  it.each([
    ['', 'jpy'],
    ['abc', 'usd'],
    ['-5', 'usd'],
    ['1.5', 'jpy'],
    ['1.999', 'usd'],
    ['1e3', 'usd'],
    ['1.2.3', 'usd'],
  ])('"%s" in %s is none', (typed, currency) => {
    expect(parseAmount(typed, currency)).toBeNull();
  });

  it.each([
    [1_200, 'jpy', '1200'],
    [5, 'usd', '0.05'],
    [1_250, 'usd', '12.50'],
    [1_500, 'kwd', '1.500'],
  ])('%d %s stands as %s in its field, and is the same again', (amount, currency, typed) => {
    expect(typedAmount(amount, currency)).toBe(typed);
    expect(parseAmount(typed, currency)).toBe(amount);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeTotals, type TaxedLine } from '../../../../src/domain/orders/order-tax.js';
import {
  capturedTotals,
  keptTotals,
  refundedTotals,
  totalsOfPart,
} from '../../../../src/domain/orders/part-totals.js';
import { Currency } from '../../../../src/domain/shared/currency.js';
import { InvariantViolation } from '../../../../src/domain/shared/domain-error.js';

const line = (unitAmountMinor: number, taxRatePpm: number, taxBehavior: TaxedLine['taxBehavior']) => ({
  unitAmountMinor,
  taxRatePpm,
  taxBehavior,
  quantity: 1,
});
const orderOf = (currency: string, ...lines: TaxedLine[]) => ({
  currency,
  ...computeTotals(lines, 'half_up', Currency.of(currency).stepMinor),
});

const anyRate = fc.oneof(
  fc.constantFrom(0, 80_000, 100_000, 200_000),
  fc.integer({ min: 0, max: 1_000_000 }),
);
/** Of an order in a currency that is charged in steps of one, ten or a hundred, a part of it and a smaller part. */
const anyParts = fc
  .record({
    currency: fc.constantFrom('jpy', 'usd', 'kwd', 'isk'),
    lines: fc.array(fc.tuple(fc.integer({ min: 0, max: 999_999 }), anyRate, fc.boolean()), {
      minLength: 1,
      maxLength: 6,
    }),
    parts: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  .map(({ currency, lines, parts }) => {
    const { stepMinor } = Currency.of(currency);
    const order = orderOf(
      currency,
      ...lines.map(([amount, rate, isInside]) =>
        line(amount * stepMinor, rate, isInside ? 'inclusive' : 'exclusive'),
      ),
    );
    const [less, more] = parts
      .map((share) => Math.floor((order.totalMinor * share) / stepMinor) * stepMinor)
      .sort((a, b) => a - b);
    return { order, less: less ?? 0, more: more ?? 0, stepMinor };
  });

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

describe('the tax of a part of an order, known answers', () => {
  it.each([
    ['half of a Japanese price tag', 'jpy', line(1_100, 100_000, 'inclusive'), 550, 50],
    ['half a yen upwards', 'jpy', line(1_000, 1_000_000, 'exclusive'), 333, 167],
    ['a little less downwards', 'jpy', line(1_100, 100_000, 'inclusive'), 544, 49],
    ['an American sales tax on top', 'usd', line(10_000, 88_750, 'exclusive'), 5_444, 444],
    ['Kuwait by ten fils', 'kwd', line(12_340, 50_000, 'exclusive'), 5_000, 240],
    ['Iceland by whole kronas', 'isk', line(150_000, 240_000, 'inclusive'), 50_000, 9_700],
    ['nothing at all', 'jpy', line(1_100, 100_000, 'inclusive'), 0, 0],
  ])('finds %s', (_, currency, one, part, tax) => {
    const { subtotalMinor, taxMinor, totalMinor } = totalsOfPart(orderOf(currency, one), part);
    expect([subtotalMinor, taxMinor, totalMinor]).toEqual([part - tax, tax, part]);
  });

  it('shares a part out over the rates as their gross amounts stand to each other', () => {
    const order = orderOf('jpy', line(2_200, 100_000, 'inclusive'), line(1_080, 80_000, 'inclusive'));
    expect(totalsOfPart(order, 1_640)).toEqual({
      subtotalMinor: 1_500,
      taxMinor: 140,
      totalMinor: 1_640,
      taxes: [
        { ratePpm: 100_000, taxableMinor: 1_000, amountMinor: 100 },
        { ratePpm: 80_000, taxableMinor: 500, amountMinor: 40 },
      ],
    });
  });

  it('makes the tax of refunds what the tax of the rest has lost', () => {
    const order = { ...orderOf('jpy', line(999, 100_000, 'inclusive')), capturedMinor: 999 };
    const taxes = [333, 666, 999].map(
      (refundedMinor) => refundedTotals({ ...order, refundedMinor }).taxMinor,
    );
    expect(taxes).toEqual([30, 61, 91]);
    expect(capturedTotals({ ...order, refundedMinor: 999 }).taxMinor).toBe(91);
    expect(keptTotals({ ...order, refundedMinor: 999 }).taxMinor).toBe(0);
  });

  it('is refused for what is no part', () => {
    const order = orderOf('jpy', line(1_100, 100_000, 'inclusive'));
    expect(() => totalsOfPart(order, 1_101)).toThrow(InvariantViolation);
    expect(() => totalsOfPart(order, -1)).toThrow(InvariantViolation);
  });
});

describe('the tax of any part of any order', () => {
  it('adds up, is a multiple of the step, and the whole is the order itself', () => {
    fc.assert(
      fc.property(anyParts, ({ order, more: part, stepMinor }) => {
        const { subtotalMinor, taxMinor, totalMinor, taxes } = totalsOfPart(order, part);
        expect([totalMinor, subtotalMinor + taxMinor]).toEqual([part, part]);
        expect(sum(taxes.map((tax) => tax.amountMinor))).toBe(taxMinor);
        expect(sum(taxes.map((tax) => tax.taxableMinor))).toBe(subtotalMinor);
        for (const { amountMinor, taxableMinor } of taxes) {
          expect(amountMinor % stepMinor).toBe(0);
          expect(Math.min(amountMinor, taxableMinor)).toBeGreaterThanOrEqual(0);
        }
        const { currency: _, ...whole } = order;
        expect(totalsOfPart(order, order.totalMinor)).toEqual(whole);
      }),
    );
  });

  it('never shrinks where the part grows, so that no refund has a tax below zero', () => {
    fc.assert(
      fc.property(anyParts, ({ order, less, more }) => {
        const refunded = refundedTotals({ ...order, capturedMinor: more, refundedMinor: more - less });
        expect(refunded.totalMinor).toBe(refunded.subtotalMinor + refunded.taxMinor);
        for (const { amountMinor, taxableMinor } of refunded.taxes) {
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          expect(taxableMinor + amountMinor).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is within a step and a half per rate of what it is exactly', () => {
    fc.assert(
      fc.property(anyParts, ({ order, more: part, stepMinor }) => {
        const share = order.totalMinor === 0 ? 0 : part / order.totalMinor;
        totalsOfPart(order, part).taxes.forEach(({ amountMinor }, index) => {
          const exact = (order.taxes[index]?.amountMinor ?? 0) * share;
          expect(Math.abs(amountMinor - exact)).toBeLessThanOrEqual(stepMinor * 1.5);
        });
      }),
    );
  });
});

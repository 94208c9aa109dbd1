import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { computeTotals, type TaxedLine, type TaxRounding } from '../../../../src/domain/orders/order-tax.js';

const line = (
  unitAmountMinor: number,
  taxRatePpm: number,
  taxBehavior: TaxedLine['taxBehavior'],
  quantity = 1,
): TaxedLine => ({ unitAmountMinor, taxRatePpm, taxBehavior, quantity });

const ROUNDINGS: readonly TaxRounding[] = ['half_up', 'down', 'up'];
const anyLine = fc.record({
  unitAmountMinor: fc.integer({ min: 0, max: 99_999_999 }),
  quantity: fc.integer({ min: 1, max: 999 }),
  taxBehavior: fc.constantFrom('inclusive' as const, 'exclusive' as const),
  taxRatePpm: fc.oneof(
    fc.constantFrom(0, 80_000, 88_750, 100_000, 1_000_000),
    fc.integer({ min: 0, max: 1_000_000 }),
  ),
});
const anyLines = fc.array(anyLine, { minLength: 1, maxLength: 50 });

describe('the tax of an order, known answers', () => {
  it('finds the 10% inside a Japanese price tag', () => {
    expect(computeTotals([line(1_100, 100_000, 'inclusive')])).toEqual({
      subtotalMinor: 1_000,
      taxMinor: 100,
      totalMinor: 1_100,
      taxes: [{ ratePpm: 100_000, taxableMinor: 1_000, amountMinor: 100 }],
    });
  });

  it('finds the reduced 8% and the standard 10% apart, the higher first', () => {
    const { taxes, totalMinor } = computeTotals([
      line(1_296, 80_000, 'inclusive'),
      line(1_980, 100_000, 'inclusive'),
    ]);
    expect(totalMinor).toBe(3_276);
    expect(taxes).toEqual([
      { ratePpm: 100_000, taxableMinor: 1_800, amountMinor: 180 },
      { ratePpm: 80_000, taxableMinor: 1_200, amountMinor: 96 },
    ]);
  });

  it('puts an American sales tax on top, half a cent upwards', () => {
    // 48.00 at 8.875% is 4.26 exactly; 14.50 is 1.286875; together 5.546875.
    expect(computeTotals([line(4_800, 88_750, 'exclusive'), line(1_450, 88_750, 'exclusive')])).toMatchObject(
      { subtotalMinor: 6_250, taxMinor: 555, totalMinor: 6_805 },
    );
    expect(computeTotals([line(5, 100_000, 'exclusive')])).toMatchObject({ taxMinor: 1, totalMinor: 6 });
    expect(computeTotals([line(4, 100_000, 'exclusive')])).toMatchObject({ taxMinor: 0, totalMinor: 4 });
  });

  it('rounds once per rate and not per line, as qualified invoices demand', () => {
    // Each 108 yen holds 9.82 yen of tax: three lines rounded apart would give 30, the sum holds 29.45.
    const lines = [1, 2, 3].map(() => line(108, 100_000, 'inclusive'));
    expect(computeTotals(lines).taxMinor).toBe(29);
  });

  it('rounds the tax of a rate once over inclusive and exclusive lines together', () => {
    // Inside 105: 9.545...; on top of 5: 0.5, paid as 1. Tax 10.045... is 10, of 111 paid.
    expect(computeTotals([line(105, 100_000, 'inclusive'), line(5, 100_000, 'exclusive')])).toMatchObject({
      subtotalMinor: 101,
      taxMinor: 10,
      totalMinor: 111,
    });
  });

  it.each([
    ['half_up', 10],
    ['down', 9],
    ['up', 10],
  ] as const)('rounds %s as configured', (rounding, tax) => {
    expect(computeTotals([line(108, 100_000, 'inclusive')], rounding).taxMinor).toBe(tax);
  });

  it('lists a rate of zero, which receipts must show', () => {
    expect(computeTotals([line(5_000, 0, 'inclusive')]).taxes).toEqual([
      { ratePpm: 0, taxableMinor: 5_000, amountMinor: 0 },
    ]);
  });

  it('stays exact where floating point does not', () => {
    // 0.07 * 9_999_950 * 100 is 69_999_650.00000001 in floating point.
    expect(computeTotals([line(99_999_500, 70_000, 'exclusive')], 'up').taxMinor).toBe(6_999_965);
  });
});

describe('the tax of any order', () => {
  it.each(ROUNDINGS)('adds up and is never negative, rounded %s', (rounding) => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const totals = computeTotals(lines, rounding);
        expect(totals.totalMinor).toBe(totals.subtotalMinor + totals.taxMinor);
        expect(sum(totals.taxes.map((tax) => tax.taxableMinor))).toBe(totals.subtotalMinor);
        expect(sum(totals.taxes.map((tax) => tax.amountMinor))).toBe(totals.taxMinor);
        for (const tax of totals.taxes) {
          expect(tax.taxableMinor).toBeGreaterThanOrEqual(0);
          expect(tax.amountMinor).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('does not depend on the order of the lines', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        expect(computeTotals([...lines].reverse())).toEqual(computeTotals(lines));
      }),
    );
  });

  it('does not depend on how a quantity is spread over lines', () => {
    fc.assert(
      fc.property(anyLine, (one) => {
        const units = Array.from({ length: Math.min(one.quantity, 50) }, () => ({ ...one, quantity: 1 }));
        expect(computeTotals(units)).toEqual(computeTotals([{ ...one, quantity: units.length }]));
      }),
    );
  });

  it('leaves an inclusive price tag as it is', () => {
    fc.assert(
      fc.property(anyLines, (lines) => {
        const inclusive = lines.map((one) => ({ ...one, taxBehavior: 'inclusive' as const }));
        const tags = sum(inclusive.map((one) => one.unitAmountMinor * one.quantity));
        expect(computeTotals(inclusive).totalMinor).toBe(tags);
      }),
    );
  });

  it('is within one minor unit per rate of the exact tax', () => {
    fc.assert(
      fc.property(anyLines, fc.constantFrom(...ROUNDINGS), (lines, rounding) => {
        const { taxMinor, taxes } = computeTotals(lines, rounding);
        const exact = sum(lines.map(exactTax));
        expect(Math.abs(taxMinor - exact)).toBeLessThan(taxes.length + 0.01);
      }),
    );
  });
});

describe('the tax of an order in a currency that is not charged to the last digit', () => {
  it.each([
    ['Kuwait charges by ten fils', 12_340, 50_000, 10, 620],
    ['Iceland charges whole kronas, which Stripe takes times a hundred', 150_000, 111_111, 100, 16_700],
  ])('%s', (_, unitAmountMinor, ratePpm, step, tax) => {
    const { subtotalMinor, taxMinor, totalMinor } = computeTotals(
      [line(unitAmountMinor, ratePpm, 'exclusive')],
      'half_up',
      step,
    );
    expect([subtotalMinor, taxMinor, totalMinor]).toEqual([unitAmountMinor, tax, unitAmountMinor + tax]);
  });

  it('comes to a multiple of the step, whatever the lines are', () => {
    fc.assert(
      fc.property(anyLines, fc.constantFrom(...ROUNDINGS), (lines, rounding) => {
        const stepped = lines.map((each) => ({ ...each, unitAmountMinor: each.unitAmountMinor * 100 }));
        const { totalMinor, taxMinor } = computeTotals(stepped, rounding, 100);
        expect([totalMinor % 100, taxMinor % 100]).toEqual([0, 0]);
      }),
    );
  });
});

function exactTax({ unitAmountMinor, quantity, taxRatePpm, taxBehavior }: TaxedLine): number {
  const rate = taxRatePpm / 1_000_000;
  const amount = unitAmountMinor * quantity;
  return taxBehavior === 'inclusive' ? (amount * rate) / (1 + rate) : amount * rate;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

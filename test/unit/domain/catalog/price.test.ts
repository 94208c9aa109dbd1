import { describe, expect, it } from '@jest/globals';
import type { CreatePriceFacts } from '../../../../src/domain/catalog/price.js';
import { createPrice } from '../../../support/catalog.js';

const LATER = new Date('2026-11-20T09:00:00Z');

describe('a price', () => {
  it('includes its tax in yen and leaves it out elsewhere, unless it is told', () => {
    expect(createPrice().snapshot().taxBehavior).toBe('inclusive');
    expect(createPrice({ currency: 'usd' }).snapshot().taxBehavior).toBe('exclusive');
    expect(createPrice({ taxBehavior: 'exclusive' }).snapshot().taxBehavior).toBe('exclusive');
  });

  it.each<[string, Partial<CreatePriceFacts>, string]>([
    ['a negative amount', { unitAmountMinor: -1 }, 'price_invalid'],
    ['a fraction of a minor unit', { unitAmountMinor: 0.5 }, 'price_invalid'],
    ['more digits than Stripe takes', { unitAmountMinor: 100_000_000 }, 'price_invalid'],
    [
      'an amount between the steps of its currency',
      { currency: 'kwd', unitAmountMinor: 1_005 },
      'price_invalid',
    ],
    ['a currency that nobody knows', { currency: 'JPY' }, 'currency_unknown'],
    ['a recurring price without an interval', { type: 'recurring' }, 'price_invalid'],
    ['a one-time price with an interval', { interval: 'month' }, 'price_invalid'],
  ])('cannot be %s', (_, facts, code) => {
    expect(() => createPrice(facts)).toThrow(expect.objectContaining({ code, kind: 'unprocessable' }));
  });

  it('may be free, and may have as many digits as its currency allows', () => {
    expect(createPrice({ unitAmountMinor: 0 }).snapshot().unitAmountMinor).toBe(0);
    const rupiah = createPrice({ currency: 'idr', unitAmountMinor: 999_999_999_999 });
    expect(rupiah.snapshot().unitAmountMinor).toBe(999_999_999_999);
  });

  it('can be corrected until it was ordered', () => {
    const price = createPrice();
    expect(price.change({ unitAmountMinor: 1_200, taxRatePpm: 80_000 }, false, LATER)).toBe(true);
    expect(price.snapshot()).toMatchObject({ unitAmountMinor: 1_200, taxRatePpm: 80_000, updatedAt: LATER });
    expect(() => price.change({ unitAmountMinor: -5 }, false, LATER)).toThrow(
      expect.objectContaining({ code: 'price_invalid' }),
    );
  });

  it('keeps what it costs once it was ordered, and can still be taken off sale', () => {
    const price = createPrice();
    for (const changes of [
      { unitAmountMinor: 1 },
      { taxRatePpm: 0 },
      { unitAmountMinor: 1, active: false },
    ]) {
      expect(() => price.change(changes, true, LATER)).toThrow(
        expect.objectContaining({ code: 'price_immutable', kind: 'conflict' }),
      );
    }
    expect(price.change({ unitAmountMinor: 1_100, active: false }, true, LATER)).toBe(true);
    expect(price.snapshot()).toMatchObject({ unitAmountMinor: 1_100, active: false });
  });

  it('says when nothing changes', () => {
    expect(createPrice().change({ active: true, unitAmountMinor: undefined }, true, LATER)).toBe(false);
  });
});

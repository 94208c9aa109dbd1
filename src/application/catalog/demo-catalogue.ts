import type { BillingInterval } from '../../domain/catalog/price.js';

interface DemoPrice {
  readonly currency: 'jpy' | 'usd';
  readonly unitAmountMinor: number;
  /** Left out: a one-time price. */
  readonly interval?: BillingInterval;
  readonly taxRatePpm: number;
}

export interface DemoProduct {
  /** Part of the product's id and its prices' ids: never give one away twice, never change one. */
  readonly number: number;
  readonly name: string;
  readonly description: string;
  /** Append only: a price's place is part of its id. */
  readonly prices: readonly DemoPrice[];
}

/** Japan's consumption tax: the standard rate, and the reduced one for food and drink. Shown inclusive. */
const STANDARD = 100_000;
const REDUCED = 80_000;
/** New York City's combined sales tax, on top of the price. Groceries are exempt. */
const SALES_TAX = 88_750;
const EXEMPT = 0;

/** A stationer's with a tea room, to try everything with. Oldest first: the shop lists the last ones at the top. */
export const DEMO_CATALOGUE: readonly DemoProduct[] = [
  {
    number: 1,
    name: 'Gift card',
    description: 'For someone who is hard to buy for. Taxed when it is spent, not when it is bought.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 5_000, taxRatePpm: EXEMPT },
      { currency: 'usd', unitAmountMinor: 50_00, taxRatePpm: EXEMPT },
    ],
  },
  {
    number: 2,
    name: 'Tidy Books membership',
    description: 'New ruled sheets each month, and a bookkeeper who answers letters. Stop whenever you like.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 1_100, interval: 'month', taxRatePpm: STANDARD },
      { currency: 'jpy', unitAmountMinor: 11_000, interval: 'year', taxRatePpm: STANDARD },
      { currency: 'usd', unitAmountMinor: 9_00, interval: 'month', taxRatePpm: SALES_TAX },
      { currency: 'usd', unitAmountMinor: 90_00, interval: 'year', taxRatePpm: SALES_TAX },
    ],
  },
  {
    number: 3,
    name: 'Tea of the Month',
    description: 'Fifty grams of something in season, with a card about the hill that it grew on.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 1_944, interval: 'month', taxRatePpm: REDUCED },
      { currency: 'usd', unitAmountMinor: 18_00, interval: 'month', taxRatePpm: EXEMPT },
    ],
  },
  {
    number: 4,
    name: 'Boxwood seal',
    description: 'A personal seal of Satsuma boxwood, cut by hand. It has approved invoices for decades.',
    prices: [{ currency: 'jpy', unitAmountMinor: 3_300, taxRatePpm: STANDARD }],
  },
  {
    number: 5,
    name: 'Soroban, 23 rods',
    description: 'A birch-beaded abacus from Ono. Needs no battery, rounds nothing off.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 6_600, taxRatePpm: STANDARD },
      { currency: 'usd', unitAmountMinor: 48_00, taxRatePpm: SALES_TAX },
    ],
  },
  {
    number: 6,
    name: 'Double-entry notebook',
    description: '192 pages of cream paper, ruled for debit and credit, bound to lie flat on either side.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 1_980, taxRatePpm: STANDARD },
      { currency: 'usd', unitAmountMinor: 14_50, taxRatePpm: SALES_TAX },
    ],
  },
  {
    number: 7,
    name: 'Uji sencha, 100 g',
    description:
      'First-flush leaves from Uji, steamed lightly. Good for three brews and one closing of the books.',
    prices: [
      { currency: 'jpy', unitAmountMinor: 1_296, taxRatePpm: REDUCED },
      { currency: 'usd', unitAmountMinor: 12_00, taxRatePpm: EXEMPT },
    ],
  },
  {
    number: 8,
    name: 'Dorayaki, box of five',
    description: 'Two small pancakes around sweet red beans, five times. They balance.',
    prices: [{ currency: 'jpy', unitAmountMinor: 1_080, taxRatePpm: REDUCED }],
  },
];

/** UUIDv7-shaped and fixed, from before any that is ever drawn: seeding again finds what stands already. */
export function demoProductId(product: DemoProduct): string {
  return fixedId(product.number * PRICES_PER_PRODUCT);
}

export function demoPriceId(product: DemoProduct, position: number): string {
  return fixedId(product.number * PRICES_PER_PRODUCT + position + 1);
}

/** Room for a product's own id and its prices'. */
const PRICES_PER_PRODUCT = 0x100;

function fixedId(number: number): string {
  return `00000000-0001-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

import { decimals } from './currencies.js';

/** The sandbox's account has bank accounts in these currencies; a charge in another one is converted to the first. */
const SETTLES_IN = ['usd', 'jpy', 'eur', 'gbp'];

/** Units of a currency to one US dollar. Fixed, so that figures can be checked by hand. */
const PER_DOLLAR: Record<string, number> = {
  ...{
    aud: 1.5,
    brl: 5.5,
    cad: 1.4,
    chf: 0.9,
    cny: 7.2,
    czk: 22,
    dkk: 6.5,
    hkd: 7.8,
    huf: 350,
    idr: 16000,
    ils: 3.6,
  },
  ...{
    inr: 85,
    krw: 1400,
    mxn: 18,
    myr: 4.4,
    nok: 10.5,
    nzd: 1.7,
    php: 57,
    pln: 3.9,
    ron: 4.5,
    sek: 10,
    sgd: 1.3,
  },
  ...{ thb: 34, try: 40, twd: 31, vnd: 25000, zar: 18, bhd: 0.375, jod: 0.71, kwd: 0.31, omr: 0.385, tnd: 3 },
};

/** What one major unit of a currency without a rate of its own is worth: the figure only has to be fixed. */
const OTHER_PER_DOLLAR = 10;

/** Stripe's card fee in Japan, 3.6 %, is charged for every card. */
const FEE_PER_MILLE = 36n;

export interface Settled {
  amount: number;
  currency: string;
  /** From the charged currency, or null if none was needed. */
  exchange_rate: number | null;
}

/** What arrives in the balance for an amount in some currency, before fees. Halves are rounded away from zero. */
export function settle(amount: number, currency: string): Settled {
  if (SETTLES_IN.includes(currency)) return { amount, currency, exchange_rate: null };
  const [target = 'usd'] = SETTLES_IN;
  const exchange_rate = Number((1 / (PER_DOLLAR[currency] ?? OTHER_PER_DOLLAR)).toFixed(6));
  const major = (Math.abs(amount) / 10 ** decimals(currency)) * exchange_rate;
  const minor = Math.round(major * 10 ** decimals(target));
  return { amount: Math.sign(amount) * minor, currency: target, exchange_rate };
}

/** The processing fee for a settled amount, rounded half up to whole minor units. */
export function processingFee(amount: number): number {
  return Number((BigInt(amount) * FEE_PER_MILLE + 500n) / 1000n);
}

/** What a dispute costs, charged with the withdrawal (stripe.com/pricing: 15 dollars). */
export function disputeFee(currency: string): number {
  return { jpy: 1300, eur: 2000, gbp: 2000 }[currency] ?? 1500;
}

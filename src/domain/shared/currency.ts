import { DomainError } from './domain-error.js';

/**
 * What Stripe says about a currency.
 * Sources: docs.stripe.com/currencies (zero- and three-decimal lists, special cases, minimum charge amounts).
 */
interface CurrencyRules {
  /** Digits after the decimal point in the amounts that Stripe takes. */
  readonly exponent: 0 | 2 | 3;
  /** Amounts must be a multiple of this many minor units. */
  readonly step: 1 | 10 | 100;
  /** Stripe's smallest charge in this settlement currency, in minor units; null where Stripe publishes none. */
  readonly minimumMinor: number | null;
  /** Stripe takes at most this many digits. */
  readonly maxDigits: number;
}

const DEFAULT_MAX_DIGITS = 8;

const ZERO_DECIMAL = 'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' ');
const THREE_DECIMAL = 'bhd jod kwd omr tnd'.split(' ');
/** No decimals in daily life, yet Stripe takes them times one hundred. */
const SENT_TIMES_HUNDRED = ['isk', 'ugx'];
const TWO_DECIMAL = (
  'aed all amd ang aud awg azn bam bbd bdt bgn bmd bnd bob brl bsd bwp byn bzd cad cdf chf cny cop crc cve czk dkk ' +
  'dop dzd egp etb eur fjd fkp gbp gel gip gmd gtq gyd hkd hnl htg huf idr ils inr jmd kes kgs khr kyd kzt lak lbp ' +
  'lkr lrd lsl mad mdl mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd pab pen pgk php pkr pln qar ' +
  'ron rsd rub sar sbd scr sek sgd shp sle sos srd std szl thb tjs top try ttd twd tzs uah usd uyu uzs wst xcd xcg ' +
  'yer zar zmw'
).split(' ');

const MINIMUM_MINOR: Readonly<Record<string, number>> = {
  usd: 50,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  eur: 50,
  inr: 50,
  nzd: 50,
  sgd: 50,
  gbp: 30,
  aed: 200,
  myr: 200,
  pln: 200,
  ron: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  mxn: 1000,
  thb: 1000,
  nok: 300,
  sek: 300,
};
const MAX_DIGITS: Readonly<Record<string, number>> = { inr: 9, idr: 12 };

function rules(code: string, exponent: 0 | 2 | 3, step: 1 | 10 | 100): readonly [string, CurrencyRules] {
  return [
    code,
    {
      exponent,
      step,
      minimumMinor: MINIMUM_MINOR[code] ?? null,
      maxDigits: MAX_DIGITS[code] ?? DEFAULT_MAX_DIGITS,
    },
  ];
}

const RULES: ReadonlyMap<string, CurrencyRules> = new Map([
  ...ZERO_DECIMAL.map((code) => rules(code, 0, 1)),
  ...TWO_DECIMAL.map((code) => rules(code, 2, 1)),
  ...THREE_DECIMAL.map((code) => rules(code, 3, 10)),
  ...SENT_TIMES_HUNDRED.map((code) => rules(code, 2, 100)),
]);

/** A lower-case ISO 4217 code that Stripe can charge. */
export class Currency {
  readonly code: string;
  readonly #rules: CurrencyRules;

  private constructor(code: string, currencyRules: CurrencyRules) {
    this.code = code;
    this.#rules = currencyRules;
  }

  /** @throws DomainError `currency_unknown` for anything that is not in the table (upper case included). */
  static of(code: string): Currency {
    const found = RULES.get(code);
    if (!found) {
      throw new DomainError(
        'currency_unknown',
        'unprocessable',
        `"${code}" is not a currency that can be charged. Use a lower-case ISO 4217 code, such as "jpy" or "usd".`,
      );
    }
    return new Currency(code, found);
  }

  static isKnown(code: string): boolean {
    return RULES.has(code);
  }

  get exponent(): number {
    return this.#rules.exponent;
  }

  get stepMinor(): number {
    return this.#rules.step;
  }

  get minimumMinor(): number | null {
    return this.#rules.minimumMinor;
  }

  get maximumMinor(): number {
    return 10 ** this.#rules.maxDigits - 1;
  }
}

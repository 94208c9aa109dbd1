/** What Stripe charges in (docs.stripe.com/currencies). */
const SUPPORTED = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf chf clp cny cop ' +
    'crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes ' +
    'kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd ' +
    'omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd ' +
    'tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg xof xpf yer zar zmw'
  ).split(' '),
);

const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));

/** The smallest charge in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
const MINIMUM: Record<string, number> = {
  ...Object.fromEntries('usd aud brl cad chf eur inr nzd sgd'.split(' ').map((currency) => [currency, 50])),
  ...Object.fromEntries('aed myr pln ron'.split(' ').map((currency) => [currency, 200])),
  ...{
    gbp: 30,
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
  },
};

/** Amounts have at most this many digits, but for two currencies whose units are small. */
const DIGITS: Record<string, number> = { inr: 9, idr: 12 };
const USUAL_DIGITS = 8;

export function isSupported(currency: string): boolean {
  return SUPPORTED.has(currency);
}

export function supportedCurrencies(): string {
  return [...SUPPORTED].join(', ');
}

/** How many decimals Stripe's amounts in this currency have. */
export function decimals(currency: string): 0 | 2 | 3 {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/**
 * 1 where Stripe states none. It then asks for the minimum of the settlement currency at the day's rate; at the
 * sandbox's fixed rates that would refuse amounts which Stripe takes, so here they must only come to something.
 */
export function minimumAmount(currency: string): number {
  return MINIMUM[currency] ?? 1;
}

export function maximumAmount(currency: string): number {
  return 10 ** (DIGITS[currency] ?? USUAL_DIGITS) - 1;
}

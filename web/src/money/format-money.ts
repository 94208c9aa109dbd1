// How Stripe counts: minor units by ISO 4217, with its own exceptions.
// https://docs.stripe.com/currencies#zero-decimal, #three-decimal and "special cases" (ISK and UGX are sent times 100).
const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '));
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many decimals an integer amount in this currency carries. */
export function minorUnitExponent(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (ZERO_DECIMAL.has(code)) return 0;
  return THREE_DECIMAL.has(code) ? 3 : 2;
}

/**
 * An amount as people read it, such as `¥1,200` or `$12.00`. Nothing is rounded away: some locales write a currency without the decimals
 * that Stripe counts in, and then show them only where there are any.
 *
 * @param amountMinor integer minor units; at most 12 digits at Stripe, so that dividing loses nothing that is shown
 */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const exponent = minorUnitExponent(currency);
  const amount = amountMinor / 10 ** exponent;
  const style = { style: 'currency', currency: currency.toUpperCase() } as const;
  const customary = new Intl.NumberFormat(locale, style);
  if (Number.isInteger(amount)) return customary.format(amount);
  return new Intl.NumberFormat(locale, { ...style, minimumFractionDigits: exponent }).format(amount);
}

/** A currency's name, such as `Japanese yen`. */
export function currencyName(currency: string, locale: string): string {
  const code = currency.toUpperCase();
  return new Intl.DisplayNames(locale, { type: 'currency' }).of(code) ?? code;
}

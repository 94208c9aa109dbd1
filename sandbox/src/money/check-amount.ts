import { invalidRequest } from '../core/stripe-error.js';
import { decimals, isSupported, maximumAmount, minimumAmount, supportedCurrencies } from './currencies.js';
import { settle } from './settlement.js';

/** The currency in lower case, or Stripe's refusal. */
export function checkCurrency(currency: string): string {
  const lower = currency.toLowerCase();
  if (isSupported(lower)) return lower;
  throw invalidRequest(
    `Invalid currency: ${currency.slice(0, 20)}. Stripe currently supports these currencies: ${supportedCurrencies()}`,
    { param: 'currency' },
  );
}

/** An amount that can be charged, in minor units; or Stripe's refusal. */
export function checkChargeAmount(amount: number, currency: string, param = 'amount'): number {
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param,
    });
  if (amount < minimumAmount(currency))
    throw invalidRequest(`Amount must be at least ${shown(minimumAmount(currency), currency)}`, {
      code: 'amount_too_small',
      param,
    });
  if (settle(amount, currency).amount === 0)
    throw invalidRequest(`Amount must convert to something: ${shown(amount, currency)} comes to nothing.`, {
      code: 'amount_too_small',
      param,
    });
  if (amount > maximumAmount(currency))
    throw invalidRequest(`Amount must be no more than ${shown(maximumAmount(currency), currency)}`, {
      code: 'amount_too_large',
      param,
    });
  checkLastDigit(amount, currency, param);
  return amount;
}

/** Three-decimal amounts end in 0: cards only know two decimals. Holds for parts of a charge as well. */
export function checkLastDigit(amount: number, currency: string, param: string): void {
  if (decimals(currency) === 3 && amount % 10 !== 0)
    throw invalidRequest(`Invalid amount. ${currency.toUpperCase()} amounts must be divisible by 10.`, {
      param,
    });
}

/** `$0.50 usd`, `¥50 jpy`: how Stripe names limits. */
function shown(amount: number, currency: string): string {
  return `${money(amount, currency)} ${currency}`;
}

/** `$0.50`, `¥50`: with the decimals that Stripe's amounts have. */
export function money(amount: number, currency: string, locale = 'en-US'): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: decimals(currency),
    maximumFractionDigits: decimals(currency),
  }).format(amount / 10 ** decimals(currency));
}

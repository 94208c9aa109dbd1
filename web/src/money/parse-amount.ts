import { minorUnitExponent } from './format-money.js';

/** Digits with a point, as typed: `1200`, `1,200.50`, `１２００`. */
const DECIMAL = /^(\d{1,12})(?:\.(\d+))?$/;

/**
 * What somebody typed as an amount of `currency`, in minor units; null where it is none, or is finer than the currency.
 * No floating point is involved: `0.29` is 29.
 */
export function parseAmount(typed: string, currency: string): number | null {
  const match = DECIMAL.exec(typed.normalize('NFKC').replace(/[\s,]/g, ''));
  if (!match) return null;
  const [, whole = '', fraction = ''] = match;
  const exponent = minorUnitExponent(currency);
  const padded = fraction.replace(/0+$/, '').padEnd(exponent, '0');
  return padded.length > exponent ? null : Number(whole + padded);
}

/** An amount as it stands in a field: `1200.50`, without a sign, and with the currency's own decimals. */
export function typedAmount(amountMinor: number, currency: string): string {
  const exponent = minorUnitExponent(currency);
  if (exponent === 0) return String(amountMinor);
  const digits = String(amountMinor).padStart(exponent + 1, '0');
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

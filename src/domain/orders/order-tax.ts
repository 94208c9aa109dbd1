import { lineAmountMinor, type OrderLine } from './order-line.js';

/** How a fraction of a minor unit is settled. Japan's qualified invoices leave the choice to the seller. */
export type TaxRounding = 'half_up' | 'down' | 'up';

/** The tax of one rate over the whole order. */
export interface RateTax {
  readonly ratePpm: number;
  /** What the rate applies to, net of tax. */
  readonly taxableMinor: number;
  readonly amountMinor: number;
}

export interface OrderTotals {
  /** Net of tax: subtotal + tax = total, always. */
  readonly subtotalMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  /** One entry a rate, the highest first; a rate of zero is listed too, for the receipt. */
  readonly taxes: readonly RateTax[];
}

export type TaxedLine = Pick<OrderLine, 'unitAmountMinor' | 'quantity' | 'taxBehavior' | 'taxRatePpm'>;

const PPM = 1_000_000n;

/**
 * Tax is rounded once per rate per order and never per line.
 * Source: Japan's qualified invoice system (Consumption Tax Act Enforcement Order, article 70-10).
 *
 * At rate r, with I the sum of the lines that include the tax and E the sum of those that do not:
 * the customer pays I + E + round(E r), of which round(I r / (1 + r) + E r) is tax. The fractions are exact.
 *
 * @param stepMinor what is charged must be a multiple of it, and so must the tax: Kuwait's fils by tens, Iceland's krona
 */
export function computeTotals(
  lines: readonly TaxedLine[],
  rounding: TaxRounding = 'half_up',
  stepMinor = 1,
): OrderTotals {
  const rates = [...new Set(lines.map((line) => line.taxRatePpm))].sort((a, b) => b - a);
  const taxes = rates.map((ratePpm) => taxOfRate(lines, ratePpm, rounding, BigInt(stepMinor)));
  const subtotalMinor = sum(taxes.map((tax) => tax.taxableMinor));
  const taxMinor = sum(taxes.map((tax) => tax.amountMinor));
  return { subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor, taxes };
}

function taxOfRate(
  lines: readonly TaxedLine[],
  ratePpm: number,
  rounding: TaxRounding,
  step: bigint,
): RateTax {
  const atRate = lines.filter((line) => line.taxRatePpm === ratePpm);
  const inclusive = sumOf(atRate, 'inclusive');
  const exclusive = sumOf(atRate, 'exclusive');
  const rate = BigInt(ratePpm);
  const onTop = step * divide(exclusive * rate, step * PPM, rounding);
  // I r / (1 + r) + E r over the common denominator PPM (PPM + rate).
  const exactTax = inclusive * rate * PPM + exclusive * rate * (PPM + rate);
  const tax = step * divide(exactTax, step * PPM * (PPM + rate), rounding);
  const paid = inclusive + exclusive + onTop;
  return { ratePpm, taxableMinor: Number(paid - tax), amountMinor: Number(tax) };
}

/** Rounds the non-negative fraction to an integer. */
function divide(numerator: bigint, denominator: bigint, rounding: TaxRounding): bigint {
  const floor = numerator / denominator;
  const rest = numerator % denominator;
  const roundsUp = {
    half_up: rest * 2n >= denominator,
    down: false,
    up: rest > 0n,
  }[rounding];
  return roundsUp ? floor + 1n : floor;
}

function sumOf(lines: readonly TaxedLine[], behavior: TaxedLine['taxBehavior']): bigint {
  return lines
    .filter((line) => line.taxBehavior === behavior)
    .reduce((total, line) => total + BigInt(lineAmountMinor(line)), 0n);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

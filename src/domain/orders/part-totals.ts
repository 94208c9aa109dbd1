import { Currency } from '../shared/currency.js';
import { invariant } from '../shared/domain-error.js';
import type { OrderSnapshot } from './order-snapshot.js';
import type { OrderTotals, RateTax } from './order-tax.js';

type Taxed = Pick<OrderSnapshot, keyof OrderTotals | 'currency'>;
type Charged = Taxed & Pick<OrderSnapshot, 'capturedMinor' | 'refundedMinor'>;

/**
 * What a part of an order's total is made of, where only that part is charged, or is kept (docs/decisions/0017).
 *
 * The part is shared out over the rates as their gross amounts stand to each other (Webster's method: the shares add up to
 * the part, and none shrinks where the part grows). The tax inside a share is the order's tax of that rate in proportion,
 * rounded once per rate, half up, to what the currency is charged in. The whole is the order's own totals.
 *
 * @param partMinor from 0 to the total, a multiple of what the currency is charged in
 */
export function totalsOfPart(order: Taxed, partMinor: number): OrderTotals {
  const { totalMinor } = order;
  invariant(partMinor >= 0 && partMinor <= totalMinor, `${partMinor} is no part of ${totalMinor}.`);
  if (partMinor === totalMinor) return wholeOf(order);
  const step = Currency.of(order.currency).stepMinor;
  const shares = shareOut(order.taxes.map(grossMinor), partMinor, step);
  const taxes = order.taxes.map((tax, index) => taxInside(tax, shares[index] ?? 0, step));
  const taxMinor = sum(taxes.map(({ amountMinor }) => amountMinor));
  return { subtotalMinor: partMinor - taxMinor, taxMinor, totalMinor: partMinor, taxes };
}

/** Of what was charged; what a customer has got back is not deducted. */
export function capturedTotals(order: Charged): OrderTotals {
  return totalsOfPart(order, order.capturedMinor);
}

/** Of what is left once refunds have been given back. */
export function keptTotals(order: Charged): OrderTotals {
  return totalsOfPart(order, order.capturedMinor - order.refundedMinor);
}

/**
 * Of what was given back: by how much less is kept than was charged. So the tax of several refunds adds up to that of one
 * over their sum, and the tax of everything to all the tax that was charged.
 */
export function refundedTotals(order: Charged): OrderTotals {
  const captured = capturedTotals(order);
  const kept = keptTotals(order);
  return {
    subtotalMinor: captured.subtotalMinor - kept.subtotalMinor,
    taxMinor: captured.taxMinor - kept.taxMinor,
    totalMinor: order.refundedMinor,
    taxes: captured.taxes.map(({ ratePpm, taxableMinor, amountMinor }, index) => ({
      ratePpm,
      taxableMinor: taxableMinor - (kept.taxes[index]?.taxableMinor ?? 0),
      amountMinor: amountMinor - (kept.taxes[index]?.amountMinor ?? 0),
    })),
  };
}

function wholeOf({ subtotalMinor, taxMinor, totalMinor, taxes }: OrderTotals): OrderTotals {
  return { subtotalMinor, taxMinor, totalMinor, taxes };
}

function taxInside(tax: RateTax, shareMinor: number, step: number): RateTax {
  const gross = grossMinor(tax);
  const amountMinor = gross === 0 ? 0 : roundHalfUp(shareMinor, tax.amountMinor, gross, step);
  return { ratePpm: tax.ratePpm, taxableMinor: shareMinor - amountMinor, amountMinor };
}

/** `share * amount / gross` to the next multiple of `step`. Products of two amounts do not fit into a number. */
function roundHalfUp(share: number, amount: number, gross: number, step: number): number {
  const numerator = BigInt(share) * BigInt(amount);
  const denominator = BigInt(gross) * BigInt(step);
  return Number((numerator * 2n + denominator) / (denominator * 2n)) * step;
}

/** Webster's method in whole steps. What is below a step goes to the first of them. */
function shareOut(wholes: readonly number[], part: number, step: number): number[] {
  const units = Math.floor(part / step);
  const total = sum(wholes);
  const shares = wholes.map((whole) => roundHalfUp(whole, units, total, 1));
  // Rounding each by itself misses the sum by less than one for each of them.
  while (sum(shares) < units) change(shares, mostDue(wholes, shares), 1);
  while (sum(shares) > units) change(shares, leastDue(wholes, shares), -1);
  const minor = shares.map((share) => share * step);
  change(minor, 0, part - sum(minor));
  return minor;
}

function change(shares: number[], index: number, by: number): void {
  shares[index] = (shares[index] ?? 0) + by;
}

/** The index with the largest whole for each half of a unit that it would have then; the first of equals. */
function mostDue(wholes: readonly number[], shares: readonly number[]): number {
  return best(
    wholes,
    (index) => 2 * (shares[index] ?? 0) + 1,
    (a, b) => a > b,
  );
}

/** The index with the smallest whole for each half of a unit that it has; the last of equals. */
function leastDue(wholes: readonly number[], shares: readonly number[]): number {
  return best(
    wholes,
    (index) => 2 * (shares[index] ?? 0) - 1,
    (a, b) => a <= b,
  );
}

function best(
  wholes: readonly number[],
  halvesOf: (index: number) => number,
  wins: (a: bigint, b: bigint) => boolean,
): number {
  return wholes.reduce((found, whole, index) => {
    const [candidate, standing] = [halvesOf(index), halvesOf(found)];
    if (candidate <= 0) return found;
    if (standing <= 0) return index;
    return wins(BigInt(whole) * BigInt(standing), BigInt(wholes[found] ?? 0) * BigInt(candidate))
      ? index
      : found;
  }, 0);
}

function grossMinor({ taxableMinor, amountMinor }: RateTax): number {
  return taxableMinor + amountMinor;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

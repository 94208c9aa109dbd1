import { type DisputeFact, disputedMinor } from './dispute-standing.js';
import type { RefundRequester } from './refund.js';
import { type RefundStatus, reservesRoom } from './refund-status.js';

/** What room and order status need to know of a refund. */
export interface RefundFact {
  readonly id: string;
  readonly status: RefundStatus;
  readonly amountMinor: number;
  readonly reason: string | null;
  readonly requestedBy: RefundRequester;
  readonly stripeRefundId: string | null;
}

/** What became of a payment's money. */
export interface MoneyFacts {
  readonly refunds: readonly RefundFact[];
  readonly disputes: readonly DisputeFact[];
}

/**
 * The end of a hold that nobody captured looks like a refund at Stripe, and gives nothing back that was taken
 * (docs.stripe.com/api/refunds, `reason`).
 */
export function isRelease({ reason }: Pick<RefundFact, 'reason'>): boolean {
  return reason === 'expired_uncaptured_charge';
}

/** What customers got back, in minor units. */
export function refundedMinor(refunds: readonly RefundFact[]): number {
  return sumOf(refunds, ({ status }) => status === 'succeeded');
}

/** Got back, or on its way to them. */
export function reservedMinor(refunds: readonly RefundFact[]): number {
  return sumOf(refunds, ({ status }) => reservesRoom(status));
}

/**
 * All that we know of, made or about to be, whatever became of it: a charge that says more was refunded has a refund that
 * we do not know.
 */
export function knownMinor(refunds: readonly RefundFact[]): number {
  return sumOf(refunds, ({ status }) => status !== 'rejected');
}

function sumOf(refunds: readonly RefundFact[], counts: (refund: RefundFact) => boolean): number {
  return refunds
    .filter((refund) => !isRelease(refund) && counts(refund))
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** What can still be refunded of `capturedMinor`; never below zero. */
export function roomMinor(capturedMinor: number, { refunds, disputes }: MoneyFacts): number {
  return Math.max(0, capturedMinor - reservedMinor(refunds) - disputedMinor(disputes));
}

import { isFinal, type PaymentStatus } from './payment-status.js';

/** A PaymentIntent as it was seen at one moment, in an event or in an answer of Stripe's. */
export interface PaymentObservation {
  readonly paymentIntentId: string;
  readonly status: PaymentStatus;
  readonly amountReceivedMinor: number;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  /** By Stripe's clock, in whole seconds: the event's `created`, or the `Date` of an answer. */
  readonly asOf: Date;
  /** An answer to a question asked just now settles a doubt; an event may be late. */
  readonly source: 'event' | 'fetch';
}

/** `contradiction`: Stripe never goes from succeeded to canceled or back, so a person must look. */
export type Verdict = 'apply' | 'known' | 'stale' | 'fetch' | 'contradiction';

/** Stripe's clock has whole seconds: within one of them the order of two events cannot be told. */
const CLOCK_RESOLUTION_MS = 1_000;

/**
 * Whether an observation is news. Final states are one-way and are taken from any payload; the others cycle, so that
 * time decides and doubt is settled by asking Stripe.
 */
export function judge(
  known: PaymentStatus | null,
  knownAsOf: Date | null,
  seen: PaymentObservation,
): Verdict {
  if (known === null || knownAsOf === null) return 'apply';
  if (isFinal(known)) {
    if (!isFinal(seen.status)) return 'stale';
    return seen.status === known ? 'known' : 'contradiction';
  }
  if (isFinal(seen.status)) return 'apply';
  const aheadMs = seen.asOf.getTime() - knownAsOf.getTime();
  if (seen.source === 'fetch') return aheadMs >= 0 ? 'apply' : 'stale';
  if (aheadMs > 0) return 'apply';
  return aheadMs < -CLOCK_RESOLUTION_MS ? 'stale' : 'fetch';
}

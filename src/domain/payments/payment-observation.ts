import { compare, type NewSighting, type Sighting } from '../shared/freshness.js';
import { isFinal, type PaymentStatus } from './payment-status.js';

/** A PaymentIntent as it was seen at one moment, in an event or in an answer of Stripe's. */
export interface PaymentObservation extends NewSighting {
  readonly paymentIntentId: string;
  readonly status: PaymentStatus;
  readonly amountReceivedMinor: number;
  readonly amountCapturableMinor: number;
  /** The latest charge (`ch_...`), once there is one. */
  readonly chargeId: string | null;
  readonly cancellationReason: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
}

/** What is known of the payment so far. */
export interface KnownPayment extends Sighting {
  readonly status: PaymentStatus;
  /** Of the row that holds it. */
  readonly version: number;
}

/** `contradiction`: Stripe never goes from succeeded to canceled or back, so a person must look. */
export type Verdict = 'apply' | 'known' | 'stale' | 'fetch' | 'contradiction';

const VERDICTS = { newer: 'apply', older: 'stale', doubt: 'fetch' } as const;

/**
 * Whether an observation is news. Final states are one-way and are taken from any payload; the others cycle, so that
 * time decides and doubt is settled by asking Stripe.
 */
export function judge(known: KnownPayment | null, seen: PaymentObservation): Verdict {
  if (known === null) return 'apply';
  if (isFinal(known.status)) {
    if (!isFinal(seen.status)) return 'stale';
    return seen.status === known.status ? 'known' : 'contradiction';
  }
  if (isFinal(seen.status)) return 'apply';
  return VERDICTS[compare(known, known.version, seen)];
}

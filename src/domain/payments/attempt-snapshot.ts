import type { CaptureMethod } from '../shared/capture-method.js';
import type { Money } from '../shared/money.js';
import type { PaymentStatus } from './payment-status.js';

/** `payment_intent`: paid in our card form. `checkout`: paid on Stripe's page, which makes the PaymentIntent itself. */
export type AttemptKind = 'payment_intent' | 'checkout';

/**
 * `opening`: committed, Stripe's answer not yet known. `open`: it is there and can still be paid.
 * `abandoned`: Stripe refused to make it, or says that it knows it no more.
 */
export type AttemptStatus = 'opening' | 'open' | 'succeeded' | 'canceled' | 'abandoned';

export interface AttemptSnapshot {
  readonly id: string;
  readonly organizationId: string;
  readonly version: number;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
  readonly kind: AttemptKind;
  readonly status: AttemptStatus;
  readonly amountMinor: number;
  readonly currency: string;
  readonly captureMethod: CaptureMethod;
  readonly stripeCustomerId: string;
  readonly idempotencyKey: string;
  readonly requestedAt: Date;
  readonly stripePaymentIntentId: string | null;
  readonly paymentStatus: PaymentStatus | null;
  /** When the payment was last seen at Stripe: not later than this was it asked for ... */
  readonly paymentAskedAt: Date | null;
  /** ... and this is the time that Stripe gave; for an event, both are its `created`. */
  readonly paymentAsOf: Date | null;
  readonly amountReceivedMinor: number;
  /** What is held and can be captured. */
  readonly amountCapturableMinor: number;
  /** The charge that took the money, or the latest that tried (`ch_...`). */
  readonly stripeChargeId: string | null;
  /** Why Stripe's payment was cancelled: `automatic` or `expired` where a hold lapsed. */
  readonly cancellationReason: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  /** The idempotency key of the capture that was asked for; null without one. */
  readonly captureKey: string | null;
  readonly captureAmountMinor: number | null;
  readonly captureRequestedAt: Date | null;
  readonly closedAt: Date | null;
  readonly updatedAt: Date;
}

export interface AttemptRequest {
  readonly id: string;
  readonly organizationId: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly userId: string;
  readonly kind: AttemptKind;
  readonly amount: Money;
  readonly captureMethod: CaptureMethod;
  readonly stripeCustomerId: string;
  readonly at: Date;
}

export const ATTEMPT_TRANSITIONS = {
  opening: ['open', 'succeeded', 'canceled', 'abandoned'],
  open: ['succeeded', 'canceled', 'abandoned'],
  succeeded: [],
  canceled: [],
  // Stripe's word on money that moved counts, whatever it said before.
  abandoned: ['succeeded', 'canceled'],
} as const satisfies Record<AttemptStatus, readonly AttemptStatus[]>;

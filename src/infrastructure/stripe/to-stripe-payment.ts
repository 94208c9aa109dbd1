import type Stripe from 'stripe';
import type { StripePayment } from '../../application/ports/stripe-service.js';
import { isPaymentStatus } from '../../domain/payments/payment-status.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AnswerTimes } from './stripe-caller.js';
import { idOf } from './id-of.js';

/** Stripe's PaymentIntent in our language, with the times of the answer that it came in. */
export function toStripePayment(intent: Stripe.PaymentIntent, times: AnswerTimes): StripePayment {
  invariant(isPaymentStatus(intent.status), `Stripe's status ${intent.status} is newer than this program.`);
  return {
    id: intent.id,
    status: intent.status,
    amountMinor: intent.amount,
    currency: intent.currency,
    amountReceivedMinor: intent.amount_received,
    amountCapturableMinor: intent.amount_capturable,
    captureMethod: intent.capture_method === 'manual' ? 'manual' : 'automatic',
    chargeId: idOf(intent.latest_charge),
    reviewId: idOf(intent.review),
    livemode: intent.livemode,
    orderId: intent.metadata.order_id ?? null,
    orderNumber: intent.metadata.order_number ?? null,
    attemptId: intent.metadata.attempt_id ?? null,
    cancellationReason: intent.cancellation_reason,
    lastErrorCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    lastErrorMessage: intent.last_payment_error?.message ?? null,
    clientSecret: intent.client_secret,
    ...times,
  };
}

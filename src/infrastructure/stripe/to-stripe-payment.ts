import type Stripe from 'stripe';
import type { StripePayment } from '../../application/ports/stripe-service.js';
import { isPaymentStatus } from '../../domain/payments/payment-status.js';
import { invariant } from '../../domain/shared/domain-error.js';

/** Stripe's PaymentIntent in our language. `asOf`: the `Date` of the answer that it came with. */
export function toStripePayment(intent: Stripe.PaymentIntent, asOf: Date): StripePayment {
  invariant(isPaymentStatus(intent.status), `Stripe's status ${intent.status} is newer than this program.`);
  return {
    id: intent.id,
    status: intent.status,
    amountMinor: intent.amount,
    currency: intent.currency,
    amountReceivedMinor: intent.amount_received,
    livemode: intent.livemode,
    orderId: intent.metadata.order_id ?? null,
    orderNumber: intent.metadata.order_number ?? null,
    attemptId: intent.metadata.attempt_id ?? null,
    lastErrorCode: intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code ?? null,
    lastErrorMessage: intent.last_payment_error?.message ?? null,
    clientSecret: intent.client_secret,
    asOf,
  };
}

import type Stripe from 'stripe';
import type { StripeRefund } from '../../application/payments/ports/stripe-refunds.js';
import { isStripeRefundStatus } from '../../domain/payments/refund-status.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AnswerTimes } from './stripe-caller.js';
import { idOf } from './id-of.js';

/** Stripe's refund in our language, with the times of the answer that it came in. */
export function toStripeRefund(refund: Stripe.Refund, times: AnswerTimes): StripeRefund {
  const { status } = refund;
  invariant(isStripeRefundStatus(status), `Stripe's refund status ${status} is newer than this program.`);
  return {
    id: refund.id,
    status,
    amountMinor: refund.amount,
    currency: refund.currency,
    reason: refund.reason ?? refund.metadata?.reason ?? null,
    failureReason: refund.failure_reason ?? null,
    chargeId: idOf(refund.charge),
    paymentIntentId: idOf(refund.payment_intent),
    refundId: refund.metadata?.refund_id ?? null,
    ...times,
  };
}

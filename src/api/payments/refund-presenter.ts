import type { RefundSnapshot } from '../../domain/payments/refund.js';
import type { RefundResponse } from './refund.dto.js';

/** What an operator is shown of a refund. */
export type ShownRefund = Omit<
  RefundSnapshot,
  | 'organizationId'
  | 'version'
  | 'attemptId'
  | 'idempotencyKey'
  | 'keyMadeAt'
  | 'nextTryAt'
  | 'stripeAskedAt'
  | 'stripeAsOf'
>;

export function presentRefund(refund: ShownRefund): RefundResponse {
  return {
    id: refund.id,
    order_id: refund.orderId,
    stripe_refund_id: refund.stripeRefundId,
    payment_intent_id: refund.stripePaymentIntentId,
    amount: refund.amountMinor,
    currency: refund.currency,
    reason: refund.reason,
    requested_by: refund.requestedBy,
    status: refund.status,
    failure_reason: refund.failureCode,
    created_at: refund.createdAt.toISOString(),
    updated_at: refund.updatedAt.toISOString(),
  };
}

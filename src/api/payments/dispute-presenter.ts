import { isInquiry } from '../../domain/payments/dispute-standing.js';
import type { DisputeSnapshot } from '../../domain/payments/dispute.js';
import type { DisputeResponse } from './dispute.dto.js';

export function presentDispute(dispute: DisputeSnapshot): DisputeResponse {
  return {
    id: dispute.id,
    stripe_dispute_id: dispute.stripeDisputeId,
    order_id: dispute.orderId,
    order_number: dispute.orderNumber,
    payment_intent_id: dispute.stripePaymentIntentId,
    charge_id: dispute.stripeChargeId,
    amount: dispute.amountMinor,
    currency: dispute.currency,
    reason: dispute.reason,
    status: dispute.status,
    is_inquiry: isInquiry(dispute.status),
    due_by: dispute.dueBy?.toISOString() ?? null,
    is_charge_refundable: dispute.isChargeRefundable,
    has_evidence: dispute.hasEvidence,
    submission_count: dispute.submissionCount,
    balance_transactions: dispute.balanceTransactions.map(({ id, amountMinor, currency }) => ({
      id,
      amount: amountMinor,
      currency,
    })),
    opened_at: dispute.openedAt.toISOString(),
    updated_at: dispute.updatedAt.toISOString(),
  };
}

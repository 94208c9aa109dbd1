import type Stripe from 'stripe';
import type { StripeDispute } from '../../application/payments/ports/stripe-disputes.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AnswerTimes } from './stripe-caller.js';
import { idOf } from './id-of.js';

/** Stripe's dispute in our language, with the times of the answer that it came in. */
export function toStripeDispute(dispute: Stripe.Dispute, times: AnswerTimes): StripeDispute {
  const {
    due_by: dueBy,
    has_evidence: hasEvidence,
    submission_count: submissionCount,
  } = dispute.evidence_details;
  const chargeId = idOf(dispute.charge);
  invariant(chargeId !== null, 'A dispute is about a charge.');
  return {
    id: dispute.id,
    chargeId,
    paymentIntentId: idOf(dispute.payment_intent),
    amountMinor: dispute.amount,
    currency: dispute.currency,
    reason: dispute.reason,
    status: dispute.status,
    dueBy: dueBy === null ? null : new Date(dueBy * 1_000),
    isChargeRefundable: dispute.is_charge_refundable,
    hasEvidence,
    submissionCount,
    balanceTransactions: dispute.balance_transactions.map(({ id, amount, currency }) => ({
      id,
      amountMinor: amount,
      currency,
    })),
    openedAt: new Date(dispute.created * 1_000),
    responseId: dispute.metadata.response_id ?? null,
    ...times,
  };
}

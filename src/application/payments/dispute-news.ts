import type { Dispute } from '../../domain/payments/dispute.js';
import { isInquiry } from '../../domain/payments/dispute-standing.js';
import type { DomainEvent } from '../ports/outbox.js';

/** What is told of a dispute. A dispute may come to one status twice, by an appeal: its version names which time it is. */
export function disputeNews(dispute: Dispute, news: 'opened' | 'updated' | 'closed'): DomainEvent {
  const state = dispute.snapshot();
  return {
    organizationId: state.organizationId,
    type: `dispute.${news}`,
    subject: state.id,
    fact: news === 'opened' ? news : `${state.status}.${state.version}`,
    data: {
      dispute_id: state.id,
      stripe_dispute_id: state.stripeDisputeId,
      order_id: state.orderId,
      order_number: state.orderNumber,
      amount: state.amountMinor,
      currency: state.currency,
      reason: state.reason,
      status: state.status,
      is_inquiry: isInquiry(state.status),
      due_by: state.dueBy?.toISOString() ?? null,
    },
  };
}

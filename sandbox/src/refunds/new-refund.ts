import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

interface RefundFacts {
  amount: number;
  reason: Stripe.Refund.Reason | null;
  metadata: Record<string, string>;
}

/** A refund that has not moved any money yet. */
export function newRefund(op: Operation, charge: Stripe.Charge, facts: RefundFacts): Stripe.Refund {
  const card = charge.payment_method_details?.type === 'card';
  return op.put('refunds', {
    id: op.id(card ? 're' : 'pyr'),
    object: 'refund',
    amount: facts.amount,
    balance_transaction: null,
    charge: charge.id,
    created: op.now,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    ...(card
      ? {
          destination_details: {
            card: {
              reference_status: 'pending',
              reference_type: 'acquirer_reference_number',
              type: charge.captured ? ('refund' as const) : ('reversal' as const),
            },
            type: 'card',
          },
        }
      : {}),
    metadata: facts.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: facts.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'pending',
    transfer_reversal: null,
  });
}

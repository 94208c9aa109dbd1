import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import { postToBalance } from '../balance/balance-transaction.js';
import type { Operation } from '../core/operation.js';
import { disputeFee, settle } from '../money/settlement.js';

/** Moves a disputed amount out of the balance with its fee, or back into it without. */
export function moveDisputed(
  op: Operation,
  dispute: Stripe.Dispute,
  direction: 'withdrawal' | 'reinstatement',
): Stripe.BalanceTransaction {
  const out = direction === 'withdrawal';
  const settled = settle(out ? -dispute.amount : dispute.amount, dispute.currency);
  const fee = { amount: disputeFee(settled.currency), description: 'Dispute fee', type: 'stripe_fee' };
  return postToBalance(op, {
    type: 'adjustment',
    reporting_category: out ? 'dispute' : 'dispute_reversal',
    amount: settled.amount,
    currency: settled.currency,
    exchange_rate: settled.exchange_rate,
    source: dispute.id,
    description: `Chargeback ${direction} for ${idOf(dispute.charge)}`,
    fees: out ? [fee] : [],
    availableIn: 0,
  });
}

import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import { postToBalance } from '../balance/balance-transaction.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';

/** A pending refund arrives. */
export function completeRefund(op: Operation, id: string): void {
  const before = op.get('refunds', id);
  if (before?.status === 'pending')
    announce(op, op.put('refunds', { ...before, status: 'succeeded' }), before);
}

/** The bank sends a refund back: the money returns to the balance, and the charge counts as less refunded. */
export function failRefund(op: Operation, id: string): Stripe.Refund {
  return undo(op, id, { status: 'failed', failure_reason: 'lost_or_stolen_card' });
}

/** The customer has not said in time where the money should go. */
export function expireRefund(op: Operation, id: string): Stripe.Refund {
  const refund = op.must('refunds', id);
  if (refund.status === 'requires_action')
    return undo(op, id, { status: 'failed', failure_reason: 'unknown' });
  throw stateError(
    `Only a refund with a status of requires_action can expire. This one has a status of ${String(refund.status)}.`,
    'status_transition_invalid',
  );
}

/** Only a refund that still waits for the customer can be called off. */
export function cancelRefund(op: Operation, id: string): Stripe.Refund {
  const refund = op.must('refunds', id);
  if (refund.status === 'requires_action' || refund.status === 'pending')
    return undo(op, id, { status: 'canceled', failure_reason: 'merchant_request' });
  throw stateError(
    `A refund with a status of ${String(refund.status)} cannot be canceled.`,
    'charge_not_refundable',
  );
}

function undo(
  op: Operation,
  id: string,
  outcome: { status: 'failed' | 'canceled'; failure_reason: string },
): Stripe.Refund {
  const before = op.must('refunds', id);
  if (before.status === 'failed' || before.status === 'canceled') return before;
  if (typeof before.balance_transaction !== 'string')
    throw stateError(
      `Refund ${before.id} released a hold: no money moved that could come back.`,
      'charge_not_refundable',
    );
  const original = op.must('balance_transactions', before.balance_transaction);
  const reversal = postToBalance(op, {
    type: 'refund_failure',
    reporting_category: 'refund_failure',
    amount: -original.amount,
    currency: original.currency,
    exchange_rate: original.exchange_rate,
    source: before.id,
    description: 'Refund failure',
    availableIn: 0,
  });
  const after = op.put('refunds', { ...before, ...outcome, failure_balance_transaction: reversal.id });
  const charge = op.must('charges', idOf(before.charge));
  const amount_refunded = charge.amount_refunded - before.amount;
  op.put('charges', { ...charge, amount_refunded, refunded: false });
  announce(op, after, before);
  if (outcome.status === 'failed') op.emit('refund.failed', after, before);
  return after;
}

function announce(op: Operation, after: Stripe.Refund, before: Stripe.Refund): void {
  op.emit('refund.updated', after, before);
  op.emit('charge.refund.updated', after, before);
}

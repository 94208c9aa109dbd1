import type Stripe from 'stripe';
import { postToBalance } from '../balance/balance-transaction.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';

/** Banks take days; the sandbox takes this long for each step. */
const STEP_MS = 1000;
const ARRIVAL_SECONDS = 24 * 3600;

interface PayoutFacts {
  amount: number;
  currency: string;
  automatic: boolean;
  method: string;
  description: string | null;
  statement_descriptor: string | null;
  metadata: Record<string, string>;
}

/** Sends money from the balance to the bank account. */
export function newPayout(op: Operation, facts: PayoutFacts): Stripe.Payout {
  const id = op.id('po');
  const transaction = postToBalance(op, {
    type: 'payout',
    reporting_category: 'payout',
    amount: -facts.amount,
    currency: facts.currency,
    source: id,
    description: facts.description ?? 'STRIPE PAYOUT',
    availableIn: 0,
  });
  const payout = op.put('payouts', {
    id,
    object: 'payout',
    amount: facts.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: op.now + ARRIVAL_SECONDS,
    automatic: facts.automatic,
    balance_transaction: transaction.id,
    created: op.now,
    currency: facts.currency,
    description: facts.description,
    destination: 'ba_sandbox',
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: facts.metadata,
    method: facts.method,
    original_payout: null,
    payout_method: null,
    reconciliation_status: facts.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: facts.statement_descriptor,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
  });
  op.emit('payout.created', payout);
  op.schedule('payout.proceeds', id, STEP_MS);
  return payout;
}

/** pending -> in_transit -> paid, and what follows for automatic ones. */
export function proceed(op: Operation, id: string): void {
  const before = op.get('payouts', id);
  if (before?.status === 'pending') {
    op.emit('payout.updated', op.put('payouts', { ...before, status: 'in_transit' }), before);
    op.schedule('payout.proceeds', id, STEP_MS);
  }
  if (before?.status === 'in_transit') {
    const reconciliation_status = before.automatic ? 'completed' : before.reconciliation_status;
    const paid = op.put('payouts', {
      ...before,
      reconciliation_status,
      status: 'paid',
      trace_id: { status: 'supported', value: op.world.ids.text(12) },
    });
    op.emit('payout.paid', paid, before);
    if (paid.automatic) op.emit('payout.reconciliation_completed', paid);
  }
}

/** Says at once which transactions a payout consists of, whether or not it has arrived. */
export function reconcilePayout(op: Operation, id: string): Stripe.Payout {
  const before = op.must('payouts', id);
  if (['failed', 'canceled'].includes(before.status)) throw wrongState(before, 'reconciled');
  const after = op.put('payouts', { ...before, reconciliation_status: 'completed' });
  op.emit('payout.reconciliation_completed', after, before);
  return after;
}

/** The bank sends a payout back, even one that counted as paid. */
export function failPayout(op: Operation, id: string): Stripe.Payout {
  const before = op.must('payouts', id);
  if (!['pending', 'in_transit', 'paid'].includes(before.status)) throw wrongState(before, 'failed');
  const after = op.put('payouts', {
    ...before,
    failure_balance_transaction: giveBack(op, before, 'payout_failure'),
    failure_code: 'account_closed',
    failure_message: 'The bank account has been closed.',
    status: 'failed',
  });
  op.emit('payout.failed', after, before);
  return after;
}

export function cancelPayout(op: Operation, id: string): Stripe.Payout {
  const before = op.must('payouts', id);
  if (before.status !== 'pending' || before.automatic) throw wrongState(before, 'canceled');
  const after = op.put('payouts', {
    ...before,
    failure_balance_transaction: giveBack(op, before, 'payout_cancel'),
    status: 'canceled',
  });
  op.emit('payout.canceled', after, before);
  return after;
}

function giveBack(op: Operation, payout: Stripe.Payout, type: 'payout_failure' | 'payout_cancel'): string {
  return postToBalance(op, {
    type,
    reporting_category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: type === 'payout_failure' ? 'Payout failure' : 'Payout cancellation',
    availableIn: 0,
  }).id;
}

function wrongState(payout: Stripe.Payout, verb: string): Error {
  return stateError(
    `Payouts with a status of ${payout.status} cannot be ${verb}.`,
    'status_transition_invalid',
  );
}

import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';
import { moveDisputed } from './dispute-money.js';
import { withdraw } from './open-dispute.js';

const OPEN = ['needs_response', 'under_review'];
const INQUIRY = ['warning_needs_response', 'warning_under_review'];

/** The bank decides for the merchant: the money comes back. */
export function winDispute(op: Operation, id: string): Stripe.Dispute {
  const dispute = op.must('disputes', id);
  if (INQUIRY.includes(dispute.status)) return close(op, dispute, { status: 'warning_closed' });
  assertStatus(dispute, OPEN);
  const won = op.put('disputes', {
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, moveDisputed(op, dispute, 'reinstatement')],
    is_charge_refundable: true,
    status: 'won',
  });
  op.emit('charge.dispute.closed', won, dispute);
  op.emit('charge.dispute.funds_reinstated', won, dispute);
  return won;
}

/** The bank decides for its customer, or the merchant gives in. */
export function loseDispute(op: Operation, id: string): Stripe.Dispute {
  const dispute = op.must('disputes', id);
  if (INQUIRY.includes(dispute.status)) return close(op, dispute, { status: 'warning_closed' });
  assertStatus(dispute, OPEN);
  return close(op, dispute, { status: 'lost', is_charge_refundable: false });
}

/** An inquiry becomes a chargeback: now the money is taken. */
export function escalateInquiry(op: Operation, id: string): Stripe.Dispute {
  const inquiry = op.must('disputes', id);
  assertStatus(inquiry, INQUIRY);
  const charge = op.must('charges', idOf(inquiry.charge));
  const dispute = op.put('disputes', {
    ...inquiry,
    amount: charge.amount_captured - charge.amount_refunded,
    is_charge_refundable: false,
    status: 'needs_response',
  });
  op.emit('charge.dispute.updated', dispute, inquiry);
  return withdraw(op, dispute);
}

/** The customer has the money back: there is nothing left to ask about. */
export function closeInquiriesInto(op: Operation, charge: string): void {
  for (const dispute of [...op.newestFirst('disputes')])
    if (dispute.charge === charge && INQUIRY.includes(dispute.status))
      close(op, dispute, { status: 'warning_closed' });
}

/** Nobody has responded in time. */
export function missDeadline(op: Operation, id: string): void {
  const dispute = op.get('disputes', id);
  if (dispute?.status !== 'needs_response' && dispute?.status !== 'warning_needs_response') return;
  const past = { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: true } };
  op.put('disputes', past);
  loseDispute(op, id);
}

function close(op: Operation, before: Stripe.Dispute, changes: Partial<Stripe.Dispute>): Stripe.Dispute {
  const after = op.put('disputes', { ...before, ...changes });
  op.emit('charge.dispute.closed', after, before);
  return after;
}

function assertStatus(dispute: Stripe.Dispute, allowed: string[]): void {
  if (allowed.includes(dispute.status)) return;
  throw stateError(
    `This dispute is already closed: it has a status of ${dispute.status}.`,
    'status_transition_invalid',
  );
}

import type Stripe from 'stripe';
import { AVAILABLE_AFTER_SECONDS, postToBalance } from '../balance/balance-transaction.js';
import type { Operation } from '../core/operation.js';
import { processingFee, settle } from '../money/settlement.js';
import { cardByNumber } from '../payment-methods/test-cards.js';

/** With asynchronous capture the balance transaction comes later; at Stripe within an hour, here soon enough to watch. */
const SETTLES_AFTER_MS = 400;

export function settleLater(op: Operation, charge: string): void {
  op.schedule('charge.settles', charge, SETTLES_AFTER_MS);
}

/** Posts a captured charge to the balance, once. Announced (`charge.updated`) if it happens by itself. */
export function settleCharge(op: Operation, id: string, announced: boolean): Stripe.Charge {
  const charge = op.must('charges', id);
  if (charge.balance_transaction !== null || !charge.captured || charge.status !== 'succeeded') return charge;
  const settled = settle(charge.amount, charge.currency);
  const kept = settle(charge.amount_captured, charge.currency);
  const isCard = charge.payment_method_details?.type === 'card';
  const transaction = postToBalance(op, {
    type: isCard ? 'charge' : 'payment',
    reporting_category: 'charge',
    amount: settled.amount,
    currency: settled.currency,
    exchange_rate: settled.exchange_rate,
    source: charge.id,
    description: charge.description,
    fees: [{ amount: processingFee(kept.amount), description: 'Stripe processing fees', type: 'stripe_fee' }],
    availableIn: bypassesPending(op, charge) ? 0 : AVAILABLE_AFTER_SECONDS,
  });
  const after = op.put('charges', { ...charge, balance_transaction: transaction.id });
  if (announced) op.emit('charge.updated', after, charge);
  return after;
}

/** What was authorized but not captured is taken out of the balance again, beside the charge. */
export function postPartialCapture(op: Operation, charge: Stripe.Charge): void {
  const settled = settleCharge(op, charge.id, false);
  const whole = settle(settled.amount, settled.currency);
  const kept = settle(settled.amount_captured, settled.currency);
  postToBalance(op, {
    type: 'refund',
    reporting_category: 'partial_capture_reversal',
    amount: kept.amount - whole.amount,
    currency: whole.currency,
    exchange_rate: whole.exchange_rate,
    source: settled.id,
    description: settled.description,
    availableIn: bypassesPending(op, settled) ? 0 : AVAILABLE_AFTER_SECONDS,
  });
}

/** Cards whose funds are there at once. */
export function bypassesPending(op: Operation, charge: Stripe.Charge): boolean {
  const instrument =
    charge.payment_method === null ? undefined : op.get('instruments', charge.payment_method);
  return instrument !== undefined && cardByNumber(instrument.number)?.bypassPending === true;
}

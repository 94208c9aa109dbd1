import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { makeAvailable } from '../balance/balance-transaction.js';
import { invalidRequest } from '../core/stripe-error.js';
import { newPayout } from './payout.js';

/**
 * What Stripe does by itself once a day: pays out everything that is available in a currency, and notes which balance
 * transactions went with it. Asked for while nothing is available, it first lets the waiting time of the rest pass.
 */
export function automaticPayout(op: Operation, currency: string | undefined): Stripe.Payout {
  const transactions = [...op.world.store.collection('balance_transactions').oldestFirst()];
  const waiting = transactions.filter((each) => op.get('payout_items', each.id) === undefined);
  const wanted = currency ?? waiting.find((each) => each.net > 0)?.currency;
  const own = waiting.filter((each) => each.currency === wanted);
  const sum = (each: Stripe.BalanceTransaction[]): number => each.reduce((total, { net }) => total + net, 0);
  let included = own.filter((each) => each.status === 'available');
  if (sum(included) <= 0) {
    for (const each of own) if (each.status !== 'available') makeAvailable(op, each.id);
    included = own;
  }
  if (wanted === undefined || sum(included) <= 0)
    throw invalidRequest('There is nothing to pay out.', { code: 'balance_insufficient' });
  const payout = newPayout(op, {
    amount: sum(included),
    currency: wanted,
    automatic: true,
    method: 'standard',
    description: 'STRIPE PAYOUT',
    statement_descriptor: null,
    metadata: {},
  });
  for (const { id } of included) op.put('payout_items', { id, payout: payout.id });
  op.put('payout_items', { id: idOf(payout.balance_transaction), payout: payout.id });
  return payout;
}

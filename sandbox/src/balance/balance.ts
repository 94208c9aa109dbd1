import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** The sum of all balance transactions, by currency, split into what is available and what is not yet. */
export function currentBalance(op: Operation): Stripe.Balance {
  const sums = { available: new Map<string, number>(), pending: new Map<string, number>() };
  for (const { net, currency, status } of op.world.store.collection('balance_transactions').oldestFirst()) {
    const side = status === 'available' ? sums.available : sums.pending;
    side.set(currency, (side.get(currency) ?? 0) + net);
  }
  const currencies = [...new Set([...sums.available.keys(), ...sums.pending.keys()])].sort();
  if (currencies.length === 0) currencies.push('usd');
  const side = (amounts: Map<string, number>): Stripe.Balance.Available[] =>
    currencies.map((currency) => {
      const amount = amounts.get(currency) ?? 0;
      return { amount, currency, source_types: { card: amount } };
    });
  return { object: 'balance', available: side(sums.available), livemode: false, pending: side(sums.pending) };
}

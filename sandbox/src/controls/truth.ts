import { currentBalance } from '../balance/balance.js';
import type { CollectionName } from '../core/collections.js';
import type { Operation } from '../core/operation.js';

/** Everything that moved money, Stripe-shaped and complete: what a system under test is compared with. */
export function truth(op: Operation): object {
  const all = (name: CollectionName): object[] => [...op.world.store.collection(name).oldestFirst()];
  return {
    charges: all('charges'),
    refunds: all('refunds'),
    disputes: all('disputes'),
    payouts: all('payouts'),
    balance_transactions: all('balance_transactions'),
    balance: currentBalance(op),
  };
}

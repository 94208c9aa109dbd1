import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** Card payments become available after this many days. */
export const AVAILABLE_AFTER_SECONDS = 2 * 24 * 3600;

export interface Posting {
  type: Stripe.BalanceTransaction.Type;
  reporting_category: string;
  /** Signed, in minor units of the settlement currency. */
  amount: number;
  currency: string;
  source: string | null;
  fees?: { amount: number; description: string; type: string }[];
  exchange_rate?: number | null;
  description?: string | null;
  /** Seconds until it is available; 0 for what moves the balance at once. */
  availableIn: number;
}

/** Records one movement of the balance. `net` is the amount less its fees. */
export function postToBalance(op: Operation, posting: Posting): Stripe.BalanceTransaction {
  const fees = posting.fees ?? [];
  const fee = fees.reduce((sum, each) => sum + each.amount, 0);
  const transaction: Stripe.BalanceTransaction = {
    id: op.id('txn'),
    object: 'balance_transaction',
    amount: posting.amount,
    available_on: op.now + posting.availableIn,
    balance_type: 'payments',
    created: op.now,
    currency: posting.currency,
    description: posting.description ?? null,
    exchange_rate: posting.exchange_rate ?? null,
    fee,
    fee_details: fees.map((each) => ({ application: null, currency: posting.currency, ...each })),
    net: posting.amount - fee,
    reporting_category: posting.reporting_category,
    source: posting.source,
    status: posting.availableIn === 0 ? 'available' : 'pending',
    type: posting.type,
  };
  op.put('balance_transactions', transaction);
  if (posting.availableIn > 0) awaitMaturity(op, transaction);
  if (posting.availableIn === 0 && posting.reporting_category === 'charge') announceBalance(op);
  return transaction;
}

const ANNOUNCEMENT = 'task_balance_available';

/** Funds that become available within this time are announced together: adding up the balance reads all of it. */
const ANNOUNCED_AFTER_MS = 500;

function announceBalance(op: Operation): void {
  if (op.get('agenda', ANNOUNCEMENT) === undefined)
    op.schedule('balance.available', 'balance', ANNOUNCED_AFTER_MS, ANNOUNCEMENT);
}

/** The money can be paid out from now on. */
export function makeAvailable(op: Operation, id: string): void {
  op.change('balance_transactions', id, { status: 'available' });
  announceBalance(op);
}

const MATURITY = 'task_balance_matures';

/** One task watches all that is pending: the waiting time is the same for all, so they mature in the order they came. */
function awaitMaturity(op: Operation, { id, available_on }: Stripe.BalanceTransaction): void {
  if (op.get('agenda', MATURITY) !== undefined) return;
  op.schedule('balance.matures', id, available_on * 1000 - op.world.clock.nowMs(), MATURITY);
}

/** Makes available what is due, from transaction `first` on, and waits for the next one. */
export function mature(op: Operation, first: string): void {
  for (const transaction of from(op, first)) {
    if (transaction.status !== 'pending') continue;
    if (transaction.available_on > op.now) {
      awaitMaturity(op, transaction);
      return;
    }
    makeAvailable(op, transaction.id);
  }
}

function* from(op: Operation, first: string): Generator<Stripe.BalanceTransaction> {
  yield op.must('balance_transactions', first);
  yield* op.world.store.collection('balance_transactions').oldestFirst(first);
}

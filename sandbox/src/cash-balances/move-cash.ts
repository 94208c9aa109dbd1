import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

type Transaction = Stripe.CustomerCashBalanceTransaction;

/** Changes what the customer has by `amount` (negative when it pays), and says so. */
export function moveCash(
  op: Operation,
  customer: string,
  currency: string,
  amount: number,
  what: Pick<Transaction, 'type'> & Partial<Pick<Transaction, 'funded' | 'applied_to_payment'>>,
): Transaction {
  const before = op.get('cash_accounts', customer)?.available ?? {};
  const ending_balance = (before[currency] ?? 0) + amount;
  op.put('cash_accounts', { id: customer, available: { ...before, [currency]: ending_balance } });
  const transaction = op.put('cash_transactions', {
    id: op.id('ccsbtxn'),
    object: 'customer_cash_balance_transaction',
    created: op.now,
    currency,
    customer,
    customer_account: null,
    ending_balance,
    livemode: false,
    net_amount: amount,
    ...what,
  });
  op.emit('customer_cash_balance_transaction.created', transaction);
  return transaction;
}

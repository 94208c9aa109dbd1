import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** The customer's cash balance as Stripe shows it; null where there never was any. */
export function cashBalance(op: Operation, customer: string): Stripe.CashBalance {
  return {
    object: 'cash_balance',
    available: op.get('cash_accounts', customer)?.available ?? null,
    customer,
    customer_account: null,
    livemode: false,
    settings: { reconciliation_mode: 'automatic', using_merchant_default: true },
  };
}

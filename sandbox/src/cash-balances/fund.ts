import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest } from '../core/stripe-error.js';
import { checkCurrency } from '../money/check-amount.js';
import { cashBalance } from './cash-balance.js';
import { moveCash } from './move-cash.js';
import { payWithCash } from './pay-with-cash.js';

type Transaction = Stripe.CustomerCashBalanceTransaction;

export interface Funding {
  /** In minor units of `currency`. */
  amount: number;
  currency: string;
  reference?: string;
}

/** A bank transfer arrives. It pays for what waits for it, the oldest first; what is left stays the customer's. */
export function fundCashBalance(op: Operation, customer: string, params: Funding): Transaction {
  const currency = checkCurrency(params.currency);
  if (params.amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount',
    });
  const type = currency === 'jpy' ? 'jp_bank_transfer' : `${currency.slice(0, 2)}_bank_transfer`;
  const funding = moveCash(op, customer, currency, params.amount, {
    type: 'funded',
    funded: { bank_transfer: { reference: params.reference ?? null, type, ...SENDERS[type] } },
  });
  payWithCash(op, customer, currency);
  op.emit('cash_balance.funds_available', cashBalance(op, customer));
  return funding;
}

const SENDERS: Record<string, Partial<Stripe.CustomerCashBalanceTransaction.Funded.BankTransfer>> = {
  eu_bank_transfer: { eu_bank_transfer: { bic: 'BANKDEFF', iban_last4: '3000', sender_name: 'TEST SENDER' } },
  gb_bank_transfer: {
    gb_bank_transfer: { account_number_last4: '2345', sender_name: 'TEST SENDER', sort_code: '108800' },
  },
  jp_bank_transfer: {
    jp_bank_transfer: { sender_bank: 'TEST BANK', sender_branch: 'TEST BRANCH', sender_name: 'TEST SENDER' },
  },
  us_bank_transfer: { us_bank_transfer: { network: 'ach', sender_name: 'TEST SENDER' } },
};

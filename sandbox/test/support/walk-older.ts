import type { Json, RawClient } from './walk-client.js';

const CARD = { number: '4242424242424242', exp_month: '12', exp_year: '2040', cvc: '123' };

const BANK_ACCOUNT = { account_number: '000123456789', institution_number: '000', transit_number: '11000' };

/** Tokens, the cards of customers, and the paths that came before payment methods and refunds of their own. */
export async function walkOlder(api: RawClient): Promise<void> {
  const token = await api.create('Token', 'tokens', { card: { ...CARD, name: 'Walk', address_zip: '100' } });
  await api.get('Token', `tokens/${token.id}`);
  const customer = await api.create('Customer', 'customers', { source: 'tok_mastercard' });
  const card = await api.create('Card', `customers/${customer.id}/sources`, { source: token.id });
  await api.create('Card', `customers/${customer.id}/sources/${card.id}`, {
    name: 'Walked',
    metadata: { a: 'b' },
  });
  await api.get('Card', `customers/${customer.id}/sources/${card.id}`, { expand: ['customer'] });
  await api.get('Card', `customers/${customer.id}/sources`);
  const charge = await api.create('Charge', 'charges', {
    amount: 900,
    currency: 'usd',
    customer: customer.id,
    source: card.id,
  });
  await api.create('Refund', `charges/${charge.id}/refunds`, { amount: 100 });
  await api.create('Charge', `charges/${charge.id}/refund`);
  await api.call('DeletedCard', 'DELETE', `customers/${customer.id}/sources/${card.id}`);
  await api.get('Customer', `customers/${customer.id}`);
}

/** Bank transfers: too little at first, then the rest and a little more. */
export async function walkTransfers(api: RawClient): Promise<void> {
  const customer = await api.create('Customer', 'customers');
  const transfer = await api.create('PaymentIntent', 'payment_intents', {
    amount: 20_000,
    currency: 'jpy',
    customer: customer.id,
    confirm: true,
    payment_method_data: { type: 'customer_balance' },
    payment_method_options: {
      customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } },
    },
  });
  const path = `customers/${customer.id}`;
  for (const [amount, currency] of [
    [5000, 'jpy'],
    [16_000, 'jpy'],
    [300, 'usd'],
    [400, 'eur'],
    [500, 'gbp'],
  ])
    await api.create('CustomerCashBalanceTransaction', `test_helpers/${path}/fund_cash_balance`, {
      amount,
      currency,
    });
  await api.get('PaymentIntent', `payment_intents/${transfer.id}`);
  await api.get('CashBalance', `${path}/cash_balance`);
  const list = await api.get('CustomerCashBalanceTransaction', `${path}/cash_balance_transactions`);
  const [newest] = list.data as unknown as Json[];
  await api.get('CustomerCashBalanceTransaction', `${path}/cash_balance_transactions/${String(newest?.id)}`, {
    expand: ['customer'],
  });
}

/** Raising a hold, vouchers that nobody pays, and what Stripe's command line calls. */
export async function walkOutcomes(api: RawClient): Promise<void> {
  const held = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
    payment_method_options: { card: { request_incremental_authorization: 'if_available' } },
  });
  await api.create('PaymentIntent', `payment_intents/${held.id}/increment_authorization`, {
    amount: 4000,
    expand: ['latest_charge'],
  });
  await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'jpy',
    confirm: true,
    payment_method_data: { type: 'konbini', billing_details: { email: 'expire_immediately@example.com' } },
    payment_method_options: { konbini: { confirmation_number: '33333333330' } },
  });
  for (const [currency, payment_method_data] of [
    ['cad', { type: 'acss_debit', acss_debit: BANK_ACCOUNT }],
    ['aud', { type: 'au_becs_debit', au_becs_debit: { account_number: '000123456', bsb_number: '000000' } }],
  ])
    await api.create('PaymentIntent', 'payment_intents', {
      amount: 3000,
      currency,
      confirm: true,
      payment_method_data,
      mandate_data: { customer_acceptance: { type: 'offline', offline: '' } },
      expand: ['latest_charge', 'payment_method'],
    });
  await walkVoucherRefund(api);
  await api.create('Checkout.Session', 'checkout/sessions', {
    line_items: [{ name: 'Tea', description: 'Green', amount: 500, currency: 'jpy', quantity: 2 }],
    success_url: 'https://example.com/',
    expand: ['line_items'],
  });
  const session = await api.create('Checkout.Session', 'checkout/sessions', {
    mode: 'setup',
    currency: 'usd',
    success_url: 'https://example.com/',
  });
  await api.create('Checkout.Session', `payment_pages/${session.id}/init`, { key: 'pk_test_walk' });
  const inquired = await api.create('PaymentIntent', 'payment_intents', {
    amount: 7000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_createDisputeInquiry',
  });
  const list = await api.get('Dispute', 'disputes', { payment_intent: inquired.id });
  const [inquiry] = list.data as unknown as Json[];
  await api.create('Dispute', `test_helpers/disputes/${String(inquiry?.id)}/lose`);
  await api.create('PaymentIntent', 'payment_intents', {
    amount: 900_000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_bypassPending',
  });
  const payout = await api.create('Payout', 'payouts', { amount: 700, currency: 'usd' });
  await api.create('Payout', `test_helpers/payouts/${payout.id}/reconcile`);
  await api.create('Payout', 'payouts', { amount: 700, currency: 'usd', status: 'failed' });
}

/** A konbini's customer is asked where the money should go, and does not answer. */
async function walkVoucherRefund(api: RawClient): Promise<void> {
  const voucher = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'jpy',
    confirm: true,
    payment_method: 'pm_konbini',
  });
  await api.sandbox.control('POST', 'trigger', { kind: 'payment_settled', object: voucher.id });
  const refund = await api.create('Refund', 'refunds', {
    payment_intent: voucher.id,
    instructions_email: 'walk@example.com',
  });
  await api.create('Refund', `test_helpers/refunds/${refund.id}/expire`);
}

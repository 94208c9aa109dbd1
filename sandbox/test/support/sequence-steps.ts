import type { Json, RawClient } from './walk-client.js';

/** Requests that end in one event, whether with the last of them or a little later. */
export type Sequence = (api: RawClient) => Promise<unknown>;

/** A payment of 20.00 dollars, confirmed as it is made. */
export function pay(api: RawClient, payment_method = 'pm_card_visa', extra: object = {}): Promise<Json> {
  const confirmed = { amount: 2000, currency: 'usd', confirm: true, payment_method };
  return api.create('PaymentIntent', 'payment_intents', { ...confirmed, ...extra });
}

/** The request must be answered with an error, as a decline is. */
export async function refused(request: Promise<unknown>): Promise<void> {
  const answer = await request.then(
    () => null,
    (error: unknown) => String(error),
  );
  if (answer === null) throw new Error('the request was not refused');
}

export async function disputed(api: RawClient, payment_method = 'pm_card_createDispute'): Promise<string> {
  const { id } = await pay(api, payment_method);
  const { data } = await api.get('Dispute', 'disputes', { payment_intent: id });
  return first(data).id;
}

export function submitEvidence(api: RawClient, dispute: string, uncategorized_text: string): Promise<Json> {
  return api.create('Dispute', `disputes/${dispute}`, { evidence: { uncategorized_text } });
}

export async function refund(api: RawClient, payment_method?: string): Promise<Json> {
  const { id } = await pay(api, payment_method);
  return api.create('Refund', 'refunds', { payment_intent: id });
}

export async function attached(api: RawClient): Promise<Json> {
  const customer = await api.create('Customer', 'customers');
  return api.create('PaymentMethod', 'payment_methods/pm_card_visa/attach', { customer: customer.id });
}

export async function withSource(api: RawClient): Promise<string> {
  const customer = await api.create('Customer', 'customers');
  const card = await api.create('Card', `customers/${customer.id}/sources`, { source: 'tok_visa' });
  return `customers/${customer.id}/sources/${card.id}`;
}

/** Sends a customer's bank transfer of `amount` yen to a payment of 1,000. */
export async function transfer(api: RawClient, amount: number): Promise<void> {
  const customer = await api.create('Customer', 'customers');
  await api.create('PaymentIntent', 'payment_intents', {
    amount: 1000,
    currency: 'jpy',
    customer: customer.id,
    confirm: true,
    payment_method_data: { type: 'customer_balance' },
    payment_method_options: {
      customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } },
    },
  });
  await api.create(
    'CustomerCashBalanceTransaction',
    `test_helpers/customers/${customer.id}/fund_cash_balance`,
    { amount, currency: 'jpy' },
  );
}

export function openCheckout(api: RawClient, currency: string): Promise<Json> {
  const price_data = { currency, unit_amount: 1500, product_data: { name: 'Tea' } };
  return api.create('Checkout.Session', 'checkout/sessions', {
    mode: 'payment',
    line_items: [{ price_data, quantity: 2 }],
    success_url: 'https://example.com/',
  });
}

/** Pays at Checkout as its page does, with a payment method that has these details. */
export async function payAtCheckout(api: RawClient, currency: string, method: object): Promise<Json> {
  const session = await openCheckout(api, currency);
  const { id } = await api.create('PaymentMethod', 'payment_methods', method);
  return api.create('Checkout.Session', `payment_pages/${session.id}/confirm`, {
    payment_method: id,
    expected_amount: 3000,
  });
}

export function bankAccount(account_number: string): object {
  const us_bank_account = { account_holder_type: 'individual', routing_number: '110000000', account_number };
  return { type: 'us_bank_account', us_bank_account, billing_details: { name: 'Walk' } };
}

export async function payout(api: RawClient, extra: object = {}): Promise<Json> {
  await pay(api, 'pm_card_bypassPending');
  return api.create('Payout', 'payouts', { amount: 1100, currency: 'usd', ...extra });
}

export function setUp(api: RawClient, payment_method: string): Promise<Json> {
  return api.create('SetupIntent', 'setup_intents', { confirm: true, payment_method });
}

export async function product(api: RawClient): Promise<string> {
  return `products/${(await api.create('Product', 'products', { name: 'Tea' })).id}`;
}

export function first(data: unknown): { id: string } {
  const [object] = data as { id: string }[];
  if (!object) throw new Error('the list is empty');
  return object;
}

import { expect } from '@jest/globals';
import type { TestSandbox } from './sandbox.js';
import { answerChallenge, RawClient, type Report } from './walk-client.js';
import { walkOlder, walkOutcomes, walkTransfers } from './walk-older.js';
import { walkCheckout, walkPayouts, walkRisk, walkSetup } from './walk-more.js';

/** Calls every route of the API at least once, with the states that its objects can be in. */
export async function walkAllRoutes(sandbox: TestSandbox, report: Report): Promise<void> {
  const client = new RawClient(sandbox, report);
  await walkCustomers(client);
  await walkPayments(client);
  await walkMoney(client);
  await walkEndpoints(client);
  await walkRisk(client);
  await walkSetup(client);
  await walkPayouts(client);
  await walkCheckout(client);
  await walkOlder(client);
  await walkTransfers(client);
  await walkOutcomes(client);
}

async function walkCustomers(api: RawClient): Promise<void> {
  const address = { line1: '1-1 Chiyoda', city: 'Tokyo', country: 'JP', postal_code: '100-0001' };
  const customer = await api.create('Customer', 'customers', {
    email: 'walk@example.com',
    name: 'Walk',
    address,
    shipping: { name: 'Walk', address },
    metadata: { user: '1' },
    payment_method: 'pm_card_visa',
  });
  await api.get('Customer', `customers/${customer.id}`);
  await api.create('Customer', `customers/${customer.id}`, {
    description: 'changed',
    metadata: { user: '' },
  });
  await api.get('Customer', 'customers', { email: 'walk@example.com' });
  await api.get('Customer', 'customers/search', { query: 'email:"walk@example.com"' });
  const method = await api.create('PaymentMethod', 'payment_methods', {
    type: 'card',
    card: { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' },
    billing_details: { name: 'Walk', address },
  });
  await api.create('PaymentMethod', `payment_methods/${method.id}/attach`, { customer: customer.id });
  await api.create('Customer', `customers/${customer.id}`, {
    invoice_settings: { default_payment_method: method.id },
  });
  await api.get('Customer', `customers/${customer.id}`, {
    expand: ['invoice_settings.default_payment_method.customer'],
  });
  await api.create('PaymentMethod', `payment_methods/${method.id}`, {
    card: { exp_month: 11 },
    metadata: { a: 'b' },
  });
  await api.get('PaymentMethod', `payment_methods/${method.id}`, { expand: ['customer'] });
  await api.get('PaymentMethod', 'payment_methods', { customer: customer.id, type: 'card' });
  await api.get('PaymentMethod', `customers/${customer.id}/payment_methods`);
  await api.get('PaymentMethod', `customers/${customer.id}/payment_methods/${method.id}`);
  await api.create('PaymentMethod', `payment_methods/${method.id}/detach`);
  await api.call('DeletedCustomer', 'DELETE', `customers/${customer.id}`);
  await api.get('DeletedCustomer', `customers/${customer.id}`);
}

async function walkPayments(api: RawClient): Promise<void> {
  const intent = await api.create('PaymentIntent', 'payment_intents', {
    amount: 2000,
    currency: 'usd',
    metadata: { order_id: 'o1' },
    shipping: { name: 'Walk', address: { country: 'JP' } },
  });
  await api.create('PaymentIntent', `payment_intents/${intent.id}`, { amount: 2500, description: 'walk' });
  await api.create('PaymentIntent', `payment_intents/${intent.id}/confirm`, {
    payment_method: 'pm_card_visa',
    expand: ['latest_charge.balance_transaction', 'payment_method', 'customer'],
  });
  await api.get('PaymentIntent', `payment_intents/${intent.id}`);
  await api.get('PaymentIntent', 'payment_intents', { limit: 3, expand: ['data.latest_charge'] });
  await api.get('PaymentIntent', 'payment_intents/search', {
    query: "status:'succeeded' AND metadata['order_id']:'o1'",
  });
  const held = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_mastercard',
  });
  await api.create('PaymentIntent', `payment_intents/${held.id}/capture`, { amount_to_capture: 1000 });
  const legacy = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
  await api.create('Charge', `charges/${String(legacy.latest_charge)}/capture`, { amount: 2000 });
  const charged = await api.create('Charge', 'charges', {
    amount: 100,
    currency: 'usd',
    source: 'tok_visa',
    capture: false,
  });
  await api.create('Charge', `charges/${charged.id}/capture`, { amount: 60 });
  const lapsed = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'usd',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
  await api.create('Charge', `test_helpers/charges/${String(lapsed.latest_charge)}/expire`);
  const canceled = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'eur',
    capture_method: 'manual',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
  await api.create('PaymentIntent', `payment_intents/${canceled.id}/cancel`, {
    cancellation_reason: 'abandoned',
  });
  const challenged = await api.create('PaymentIntent', 'payment_intents', {
    amount: 3000,
    currency: 'jpy',
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    return_url: 'https://example.com/back',
  });
  await answerChallenge(api, challenged, 'fail');
  await api.create('PaymentIntent', `payment_intents/${challenged.id}/confirm`, {
    payment_method: 'pm_card_threeDSecure2Required',
  });
  await answerChallenge(api, challenged, 'pass');
  await api.get('PaymentIntent', `payment_intents/${challenged.id}`, { expand: ['latest_charge'] });
  for (const [currency, method] of [
    ['usd', 'pm_usBankAccount'],
    ['eur', 'pm_sepaDebit'],
    ['jpy', 'pm_konbini'],
    ['gbp', 'pm_bacsDebit_success'],
  ])
    await api.create('PaymentIntent', 'payment_intents', {
      amount: 5000,
      currency,
      confirm: true,
      payment_method: method,
      expand: ['latest_charge', 'payment_method'],
    });
  const transfer = await api.create('PaymentIntent', 'payment_intents', {
    amount: 20_000,
    currency: 'jpy',
    confirm: true,
    payment_method_data: { type: 'customer_balance' },
    payment_method_options: {
      customer_balance: { funding_type: 'bank_transfer', bank_transfer: { type: 'jp_bank_transfer' } },
    },
  });
  await api.sandbox.control('POST', 'trigger', { kind: 'payment_settled', object: transfer.id });
  await api.get('PaymentIntent', `payment_intents/${transfer.id}`, {
    expand: ['latest_charge', 'payment_method'],
  });
  await declinedAttempt(api);
}

/** A 402 carries the intent as well. */
async function declinedAttempt(api: RawClient): Promise<void> {
  const intent = await api.create('PaymentIntent', 'payment_intents', { amount: 4000, currency: 'cad' });
  await api
    .create('PaymentIntent', `payment_intents/${intent.id}/confirm`, {
      payment_method: 'pm_card_chargeDeclined',
    })
    .then(
      () => Promise.reject(new Error('the declined card paid')),
      (error: unknown) => expect(String(error)).toContain('card_declined'),
    );
  await api.get('PaymentIntent', `payment_intents/${intent.id}`, { expand: ['latest_charge'] });
}

async function walkMoney(api: RawClient): Promise<void> {
  const paid = await api.create('PaymentIntent', 'payment_intents', {
    amount: 9000,
    currency: 'cad',
    confirm: true,
    payment_method: 'pm_card_bypassPending',
  });
  const refund = await api.create('Refund', 'refunds', {
    payment_intent: paid.id,
    amount: 1000,
    reason: 'requested_by_customer',
  });
  await api.create('Refund', `refunds/${refund.id}`, { metadata: { a: 'b' } });
  await api.get('Refund', `refunds/${refund.id}`, {
    expand: ['charge.payment_intent', 'balance_transaction'],
  });
  await api.get('Refund', 'refunds', { payment_intent: paid.id });
  await api.sandbox.control('POST', 'trigger', { kind: 'refund_failure', object: refund.id });
  await api.get('Refund', `refunds/${refund.id}`);
  const charge = String(paid.latest_charge);
  await api.create('Charge', `charges/${charge}`, { description: 'walk', metadata: { a: 'b' } });
  await api.get('Charge', `charges/${charge}`, {
    expand: ['refunds', 'balance_transaction', 'customer', 'payment_intent'],
  });
  await api.get('Charge', 'charges', { payment_intent: paid.id });
  await api.get('Charge', 'charges/search', { query: 'amount>100' });
  await api.get('Refund', `charges/${charge}/refunds`);
  const pending = await api.create('PaymentIntent', 'payment_intents', {
    amount: 800,
    currency: 'gbp',
    confirm: true,
    payment_method: 'pm_card_pendingRefund',
  });
  const slow = await api.create('Refund', 'refunds', { payment_intent: pending.id });
  await api.create('Refund', `refunds/${slow.id}/cancel`);
  await api.get('Balance', 'balance');
  const transactions = await api.get('BalanceTransaction', 'balance_transactions', {
    expand: ['data.source'],
  });
  const [first] = transactions.data as unknown as { id: string }[];
  await api.get('BalanceTransaction', `balance_transactions/${first?.id}`);
  await api.get('BalanceTransaction', 'balance/history', { limit: 1 });
  await api.get('BalanceTransaction', `balance/history/${first?.id}`);
}

async function walkEndpoints(api: RawClient): Promise<void> {
  const endpoint = await api.create('WebhookEndpoint', 'webhook_endpoints', {
    url: 'http://127.0.0.1:9/x',
    enabled_events: ['charge.failed'],
  });
  await api.create('WebhookEndpoint', `webhook_endpoints/${endpoint.id}`, {
    disabled: true,
    metadata: { a: 'b' },
  });
  await api.get('WebhookEndpoint', `webhook_endpoints/${endpoint.id}`);
  await api.get('WebhookEndpoint', 'webhook_endpoints');
  await api.call('DeletedWebhookEndpoint', 'DELETE', `webhook_endpoints/${endpoint.id}`);
}

import { expect } from '@jest/globals';
import { answerChallenge, type RawClient } from './walk-client.js';

/** Disputes, reviews and fraud warnings, as the test cards and the triggers bring them about. */
export async function walkRisk(api: RawClient): Promise<void> {
  const pay = (payment_method: string): Promise<{ id: string }> =>
    api.create('PaymentIntent', 'payment_intents', {
      amount: 7000,
      currency: 'usd',
      confirm: true,
      payment_method,
    });
  for (const verdict of ['winning_evidence', 'losing_evidence']) {
    const { id } = await pay('pm_card_createDispute');
    const list = await api.get('Dispute', 'disputes', { payment_intent: id });
    const [dispute] = list.data as unknown as { id: string }[];
    await api.create('Dispute', `disputes/${dispute?.id}`, {
      evidence: { product_description: 'x' },
      submit: false,
    });
    await api.create('Dispute', `disputes/${dispute?.id}`, {
      evidence: { uncategorized_text: verdict },
      metadata: { a: 'b' },
    });
    await api.get('Dispute', `disputes/${dispute?.id}`, { expand: ['charge', 'payment_intent'] });
  }
  await pay('pm_card_createDisputeInquiry');
  await api.sandbox.control('POST', 'trigger', { kind: 'dispute_escalated' });
  const [escalated] = (await api.get('Dispute', 'disputes')).data as unknown as { id: string }[];
  await api.create('Dispute', `disputes/${escalated?.id}/close`);
  await pay('pm_card_riskLevelElevated');
  const [review] = (await api.get('Review', 'reviews')).data as unknown as { id: string }[];
  await api.get('Review', `reviews/${review?.id}`, { expand: ['charge', 'payment_intent'] });
  await api.create('Review', `reviews/${review?.id}/approve`);
  const { id } = await pay('pm_card_createIssuerFraudRecord');
  const warnings = await api.get('Radar.EarlyFraudWarning', 'radar/early_fraud_warnings', {
    payment_intent: id,
  });
  const [warning] = warnings.data as unknown as { id: string }[];
  await api.get('Radar.EarlyFraudWarning', `radar/early_fraud_warnings/${warning?.id}`, {
    expand: ['charge'],
  });
  await api.create('Refund', 'refunds', { payment_intent: id, reason: 'fraudulent' });
}

export async function walkSetup(api: RawClient): Promise<void> {
  const customer = await api.create('Customer', 'customers', { email: 'setup@example.com' });
  const intent = await api.create('SetupIntent', 'setup_intents', {
    customer: customer.id,
    metadata: { a: 'b' },
  });
  await api.create('SetupIntent', `setup_intents/${intent.id}`, { description: 'walk' });
  await api.create('SetupIntent', `setup_intents/${intent.id}/confirm`, {
    payment_method: 'pm_card_visa',
    expand: ['latest_attempt'],
  });
  await api.get('SetupIntent', `setup_intents/${intent.id}`, { expand: ['payment_method', 'customer'] });
  await api.get('SetupAttempt', 'setup_attempts', { setup_intent: intent.id });
  const challenged = await api.create('SetupIntent', 'setup_intents', {
    confirm: true,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    return_url: 'https://example.com/back',
  });
  await answerChallenge(api, challenged, 'fail');
  await api.get('SetupIntent', `setup_intents/${challenged.id}`, { expand: ['latest_attempt'] });
  await api.create('SetupIntent', `setup_intents/${challenged.id}/cancel`, {
    cancellation_reason: 'abandoned',
  });
  await api.get('SetupIntent', 'setup_intents', { limit: 5 });
}

export async function walkPayouts(api: RawClient): Promise<void> {
  await api.create('PaymentIntent', 'payment_intents', {
    amount: 90_000,
    currency: 'jpy',
    capture_method: 'automatic',
    confirm: true,
    payment_method: 'pm_card_bypassPending',
  });
  const payout = await api.create('Payout', 'payouts', {
    amount: 1000,
    currency: 'jpy',
    metadata: { a: 'b' },
  });
  await api.create('Payout', `payouts/${payout.id}`, { metadata: { a: 'c' } });
  await api.create('Payout', `payouts/${payout.id}/cancel`);
  await api.sandbox.control('POST', 'trigger', { kind: 'payout', currency: 'jpy' });
  await api.sandbox.control('POST', 'time', { advance_seconds: 10 });
  const [automatic] = (await api.get('Payout', 'payouts', { status: 'paid' })).data as unknown as {
    id: string;
  }[];
  expect(automatic).toBeDefined();
  await api.get('BalanceTransaction', 'balance_transactions', { payout: automatic?.id });
  await api.sandbox.control('POST', 'trigger', { kind: 'payout_failure', object: automatic?.id });
  await api.get('Payout', `payouts/${automatic?.id}`, {
    expand: ['balance_transaction', 'failure_balance_transaction'],
  });
}

export async function walkCheckout(api: RawClient): Promise<void> {
  const product = await api.create('Product', 'products', {
    name: 'Tea',
    default_price_data: { currency: 'jpy', unit_amount: 500 },
  });
  await api.create('Product', `products/${product.id}`, { description: 'Green', metadata: { a: 'b' } });
  await api.get('Product', `products/${product.id}`, { expand: ['default_price'] });
  await api.get('Product', 'products', { active: true });
  await api.get('Product', 'products/search', { query: "active:'true'" });
  const price = await api.create('Price', 'prices', {
    product: product.id,
    currency: 'jpy',
    unit_amount: 700,
    tax_behavior: 'inclusive',
  });
  await api.create('Price', 'prices', {
    product: product.id,
    currency: 'jpy',
    unit_amount: 900,
    recurring: { interval: 'month' },
  });
  await api.create('Price', `prices/${price.id}`, { nickname: 'cup', lookup_key: 'tea' });
  await api.get('Price', `prices/${price.id}`, { expand: ['product'] });
  await api.get('Price', 'prices', { product: product.id });
  await api.get('Price', 'prices/search', { query: "lookup_key:'tea'" });
  const free = await api.create('Product', 'products', { name: 'Gone' });
  await api.call('DeletedProduct', 'DELETE', `products/${free.id}`);
  const open = (extra: object): Promise<{ id: string }> =>
    api.create('Checkout.Session', 'checkout/sessions', {
      mode: 'payment',
      line_items: [{ price: price.id, quantity: 2 }],
      success_url: 'https://example.com/done?session={CHECKOUT_SESSION_ID}',
      customer_creation: 'always',
      ...extra,
    });
  const paid = await open({ metadata: { a: 'b' }, payment_intent_data: { metadata: { order: '1' } } });
  await api.get('LineItem', `checkout/sessions/${paid.id}/line_items`);
  await api.create('Checkout.Session', `checkout/sessions/${paid.id}`, { metadata: { c: 'd' } });
  await api.sandbox.control('POST', 'trigger', { kind: 'checkout_completed', object: paid.id });
  await api.get('Checkout.Session', `checkout/sessions/${paid.id}`, {
    expand: ['line_items', 'payment_intent.latest_charge', 'customer'],
  });
  const slow = await open({
    line_items: [
      { price_data: { currency: 'usd', unit_amount: 4000, product_data: { name: 'Slow' } }, quantity: 1 },
    ],
  });
  await api.sandbox.control('POST', 'trigger', {
    kind: 'checkout_completed',
    object: slow.id,
    payment_method: 'pm_usBankAccount',
  });
  await api.sandbox.control('POST', 'trigger', { kind: 'payment_settled' });
  const page = await open({});
  await api.get('Checkout.Session', `payment_pages/${page.id}`);
  await api.create('Checkout.Session', `payment_pages/${page.id}/confirm`, {
    payment_method: 'pm_card_visa',
  });
  const expired = await open({});
  await api.create('Checkout.Session', `checkout/sessions/${expired.id}/expire`);
  const setup = await api.create('Checkout.Session', 'checkout/sessions', {
    mode: 'setup',
    success_url: 'https://example.com/',
    currency: 'jpy',
  });
  await api.sandbox.control('POST', 'trigger', { kind: 'checkout_completed', object: setup.id });
  await api.get('Checkout.Session', `checkout/sessions/${setup.id}`, { expand: ['setup_intent'] });
  await api.get('Checkout.Session', 'checkout/sessions', { status: 'complete' });
}

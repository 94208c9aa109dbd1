import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox, until } from './support/sandbox.js';

let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const open = (extra: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  stripe.checkout.sessions.create({
    mode: 'payment',
    line_items: [
      { price_data: { currency: 'jpy', unit_amount: 500, product_data: { name: 'Tea' } }, quantity: 3 },
    ],
    success_url: 'https://example.com/done?id={CHECKOUT_SESSION_ID}',
    ...extra,
  });

/** What the hosted page sends when the customer pays. */
async function submit(
  session: string,
  form: object,
): Promise<{ status: string; redirect?: string; client_secret?: string; error?: { message: string } }> {
  const response = await fetch(`${sandbox.url}/_sandbox/checkout/${session}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(form),
  });
  return (await response.json()) as Awaited<ReturnType<typeof submit>>;
}

test('a session is paid on its page, after a decline and a challenge, with one intent', async () => {
  const session = await open({
    metadata: { cart: '7' },
    payment_intent_data: { metadata: { order_id: 'o7' } },
  });
  expect(session).toMatchObject({
    status: 'open',
    payment_status: 'unpaid',
    amount_total: 1500,
    payment_intent: null,
  });
  const form = { email: 'buyer@example.com', name: 'Buyer' };
  expect(
    (await submit(session.id, { ...form, payment_method: 'pm_card_chargeDeclined' })).error?.message,
  ).toContain('declined');
  const asked = await submit(session.id, { ...form, payment_method: 'pm_card_threeDSecure2Required' });
  expect(asked.status).toBe('requires_action');
  const intent = String(asked.client_secret).split('_secret_')[0];
  await sandbox.control('POST', `challenges/${intent}`, {
    client_secret: asked.client_secret,
    outcome: 'pass',
  });
  const done = await submit(session.id, { ...form, resume: true });
  expect(done).toEqual({ status: 'complete', redirect: `https://example.com/done?id=${session.id}` });
  const complete = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ['payment_intent', 'line_items'],
  });
  expect(complete).toMatchObject({
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer_details: { email: 'buyer@example.com' },
  });
  expect(complete.payment_intent).toMatchObject({ id: intent, metadata: { order_id: 'o7' }, amount: 1500 });
  expect(complete.line_items?.data[0]).toMatchObject({ description: 'Tea', quantity: 3, amount_total: 1500 });
  await expect(stripe.checkout.sessions.expire(session.id)).rejects.toThrow('complete');
});

test('a slow method completes the session unpaid, and says later that it paid', async () => {
  const item = {
    price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Tea' } },
    quantity: 1,
  };
  const session = await open({ line_items: [item] });
  await submit(session.id, { email: 'slow@example.com', payment_method: 'pm_usBankAccount' });
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('unpaid');
  await until(
    async () =>
      (await stripe.events.list({ type: 'checkout.session.async_payment_succeeded' })).data.length === 1,
  );
  expect((await stripe.checkout.sessions.retrieve(session.id)).payment_status).toBe('paid');
});

test('a session expires by itself, cancelling the attempt that it had', async () => {
  const session = await open();
  const asked = await submit(session.id, {
    email: 'late@example.com',
    payment_method: 'pm_card_threeDSecure2Required',
  });
  await sandbox.control('POST', 'time', { advance_seconds: 24 * 3600 + 1 });
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('expired');
  const intent = String(asked.client_secret).split('_secret_')[0];
  expect((await stripe.paymentIntents.retrieve(String(intent))).status).toBe('canceled');
  expect((await submit(session.id, { payment_method: 'pm_card_visa' })).error?.message).toContain('expired');
});

test('setup mode saves the card to the customer', async () => {
  const customer = await stripe.customers.create({ email: 'saver@example.com' });
  const session = await stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'jpy',
    customer: customer.id,
    success_url: 'https://example.com',
  });
  await submit(session.id, { payment_method: 'pm_card_visa' });
  const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] });
  expect(done).toMatchObject({
    status: 'complete',
    payment_status: 'no_payment_required',
    setup_intent: { status: 'succeeded' },
  });
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1);
});

test('what the sandbox cannot do is refused, not ignored', async () => {
  await expect(open({ mode: 'subscription' })).rejects.toThrow('does not support');
  await expect(open({ automatic_tax: { enabled: true } })).rejects.toThrow('does not support');
  await expect(open({ expires_at: Math.floor(Date.now() / 1000) + 60 * 60 * 24 * 90 })).rejects.toThrow(
    'expires_at',
  );
  await expect(stripe.checkout.sessions.create({ mode: 'payment', line_items: [] })).rejects.toThrow();
  const price_data = { currency: 'jpy', unit_amount: 500, product_data: { name: 'Tea' } };
  await expect(open({ line_items: [{ price_data }] })).rejects.toMatchObject({
    param: 'line_items[0][quantity]',
  });
});

test('line items are paged in their order, from either end', async () => {
  const line_items = ['Tea', 'Cup', 'Pot'].map((name) => ({
    price_data: { currency: 'jpy', unit_amount: 500, product_data: { name } },
    quantity: 1,
  }));
  const { id } = await open({ line_items });
  const names = async (page: Stripe.Checkout.SessionListLineItemsParams) => {
    const { data, has_more } = await stripe.checkout.sessions.listLineItems(id, page);
    return { names: data.map(({ description }) => description), has_more };
  };
  const [first, , last] = (await stripe.checkout.sessions.listLineItems(id)).data;
  if (!first || !last) throw new Error('three line items expected');
  expect(await names({ limit: 1, starting_after: first.id })).toEqual({ names: ['Cup'], has_more: true });
  expect(await names({ limit: 1, ending_before: last.id })).toEqual({ names: ['Cup'], has_more: true });
  expect(await names({ ending_before: first.id })).toEqual({ names: [], has_more: false });
  await expect(names({ starting_after: first.id, ending_before: last.id })).rejects.toThrow(
    'only specify one',
  );
});

test('the customer is led back once the seller has heard that the session is complete', async () => {
  let heard = false;
  const endpoint = createServer((request, response) => {
    request.resume();
    setTimeout(() => {
      heard = true;
      response.end();
    }, 200); // slower than the answer to the page would be
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
  const { id: registered } = await stripe.webhookEndpoints.create({
    url: `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`,
    enabled_events: ['checkout.session.completed'],
  });
  const { id } = await open();
  const { redirect } = await submit(id, { payment_method: 'pm_card_visa' });
  expect({ redirect, heard }).toEqual({ redirect: `https://example.com/done?id=${id}`, heard: true });
  await stripe.webhookEndpoints.del(registered);
  endpoint.closeAllConnections();
  endpoint.close();
});

test('shows what was asked for, and refuses a customer beside an address of one', async () => {
  const asked = {
    allow_promotion_codes: true,
    billing_address_collection: 'required' as const,
    phone_number_collection: { enabled: true },
  };
  expect(await open(asked)).toMatchObject(asked);
  const { id: customer } = await stripe.customers.create();
  await expect(open({ customer, customer_email: 'a@example.com' })).rejects.toThrow('only specify one');
});

test.each([
  ['ja', 'en-US', 'ja'],
  ['en', 'ja', 'en'],
  ['en-GB', 'ja', 'en'],
  ['auto', 'ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  [undefined, 'fr-FR, ja;q=0.5', 'ja'],
  [undefined, undefined, 'en'],
  ['de', 'ja', 'en'],
] as const)(
  'a page with the locale %s speaks to a browser that wishes for %s %s',
  async (locale, wishes, lang) => {
    const { url } = await open(locale && { locale });
    const page = await fetch(String(url), { headers: wishes ? { 'accept-language': wishes } : {} });
    expect(await page.text()).toContain(`<html lang="${lang}">`);
  },
);

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type Receiver, receiver, type TestSandbox, testSandbox, until } from './support/sandbox.js';

const SECRET = 'whsec_test';
let hook: Receiver;
let sandbox: TestSandbox;

beforeEach(async () => {
  hook = await receiver();
  sandbox = await testSandbox({ webhook: { url: hook.url, secret: SECRET } });
});
afterEach(async () => {
  await sandbox.close();
  await hook.close();
});

const received = (): Stripe.Event[] =>
  hook.deliveries.map(({ payload, signature }) =>
    sandbox.stripe.webhooks.constructEvent(payload, signature, SECRET),
  );
const ofType = (type: string): Stripe.Event[] => received().filter((event) => event.type === type);

test('every event arrives once, signed, as it stands in the list', async () => {
  const customer = await sandbox.stripe.customers.create({ email: 'a@example.com' });
  const [event] = await until(() => ofType('customer.created').length > 0 && ofType('customer.created'));
  expect(event).toMatchObject({
    api_version: '2026-10-28.endive',
    livemode: false,
    data: { object: { id: customer.id } },
  });
  const listed = await until(async () => {
    const found = await sandbox.stripe.events.retrieve(String(event?.id));
    return found.pending_webhooks === 0 && found;
  });
  expect(listed.request?.id).toMatch(/^req_/);
  expect(hook.deliveries).toHaveLength(1);
});

test('a refused delivery is tried again, signed anew', async () => {
  hook.answer(500);
  await sandbox.stripe.customers.create();
  await until(() => hook.deliveries.length >= 1);
  hook.answer(200);
  await until(() => hook.deliveries.length >= 2);
  const [first, second] = hook.deliveries;
  expect(second?.payload).toBe(first?.payload);
  expect(second?.signature).not.toBe(first?.signature);
  expect(received()).toHaveLength(2);
});

test('a redirect is a failure', async () => {
  hook.answer(302);
  await sandbox.stripe.customers.create();
  await until(() => hook.deliveries.length >= 2);
});

test('paused deliveries wait, and go on in full', async () => {
  await sandbox.control('PUT', 'delivery', { paused: true });
  for (let i = 0; i < 5; i += 1) await sandbox.stripe.customers.create();
  expect(hook.deliveries).toHaveLength(0);
  await sandbox.control('PUT', 'delivery', {});
  await until(() => ofType('customer.created').length === 5);
});

test('a lost event is never sent, but listed, and can be delivered on request', async () => {
  await sandbox.control('PUT', 'delivery', { lose: 1 });
  await sandbox.stripe.customers.create();
  await sandbox.control('PUT', 'delivery', {});
  await sandbox.stripe.products.create({ name: 'after' });
  await until(() => ofType('product.created').length === 1);
  expect(ofType('customer.created')).toHaveLength(0);
  const { data } = await sandbox.stripe.events.list({ type: 'customer.created' });
  await sandbox.control('POST', 'deliver', { event_id: data[0]?.id });
  await until(() => ofType('customer.created').length === 1);
  await sandbox.control('POST', 'deliver', { event_id: data[0]?.id });
  await until(() => ofType('customer.created').length === 2);
});

test('copies keep the event id; a twin is the same fact under another one', async () => {
  await sandbox.control('PUT', 'delivery', { duplicate: 2, twin: 1, shuffle_ms: 50 });
  await sandbox.stripe.customers.create();
  const all = await until(() => ofType('customer.created').length === 6 && ofType('customer.created'));
  expect(new Set(all.map(({ id }) => id)).size).toBe(2);
  expect(new Set(all.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect((await sandbox.stripe.events.list({ type: 'customer.created' })).data).toHaveLength(2);
});

test('an endpoint gets what it asked for; after a reset the configured one is back', async () => {
  const other = await receiver();
  await sandbox.stripe.webhookEndpoints.create({ url: other.url, enabled_events: ['charge.failed'] });
  await sandbox.stripe.customers.create();
  await until(() => hook.deliveries.length === 1);
  expect(other.deliveries).toHaveLength(0);
  await sandbox.control('POST', 'reset', {});
  expect((await sandbox.stripe.customers.list()).data).toHaveLength(0);
  expect((await sandbox.stripe.webhookEndpoints.list()).data.map(({ url }) => url)).toEqual([hook.url]);
  await sandbox.stripe.customers.create();
  await until(() => hook.deliveries.length === 2);
  await other.close();
});

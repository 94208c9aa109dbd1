import { afterAll, beforeAll, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { sdk, type TestSandbox, testSandbox } from './support/sandbox.js';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

const post = (key: string, body: string, path = 'payment_intents'): Promise<Response> =>
  fetch(`${sandbox.url}/v1/${path}`, {
    method: 'POST',
    headers: {
      Authorization: 'Bearer sk_test_x',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Idempotency-Key': key,
    },
    body,
  });

test('the first answer is replayed, whatever the order of its parameters', async () => {
  const first = await post('a', 'amount=1000&currency=jpy');
  const again = await post('a', 'currency=jpy&amount=1000');
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect(again.headers.get('original-request')).toBe(first.headers.get('request-id'));
  expect(await again.text()).toBe(await first.text());
  const intents = await sandbox.stripe.paymentIntents.list();
  expect(intents.data).toHaveLength(1);
});

test('other parameters, or another path, under the same key are an idempotency error', async () => {
  await post('b', 'amount=1000&currency=jpy');
  for (const answer of [
    await post('b', 'amount=1001&currency=jpy'),
    await post('b', 'amount=1000&currency=jpy', 'refunds'),
  ]) {
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: 'idempotency_error' } });
  }
});

test('a declined card is replayed; a validation failure is not stored', async () => {
  const body = 'amount=1000&currency=jpy&confirm=true&payment_method=pm_card_chargeDeclined';
  const [first, again] = [await post('c', body), await post('c', body)];
  expect([first.status, again.status]).toEqual([402, 402]);
  expect(again.headers.get('idempotent-replayed')).toBe('true');
  expect((await post('d', 'amount=x&currency=jpy')).status).toBe(400);
  expect((await post('d', 'amount=1000&currency=jpy')).status).toBe(200);
});

test('a 500 after the effect is stored under the key: the retry gets it again, and a look-up shows the effect', async () => {
  await sandbox.control('POST', 'faults', {
    route: 'POST /v1/customers',
    kind: 'status',
    status: 500,
    when: 'after',
    times: 1,
  });
  const once = sdk(sandbox.port, { maxNetworkRetries: 0 });
  const create = () => once.customers.create({ email: 'five@example.com' }, { idempotencyKey: 'five' });
  await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
  await expect(create()).rejects.toBeInstanceOf(Stripe.errors.StripeAPIError);
  expect((await sandbox.stripe.customers.list({ email: 'five@example.com' })).data).toHaveLength(1);
});

test('while the first request is under way, another one under its key is a conflict', async () => {
  await sandbox.control('POST', 'faults', {
    route: 'POST /v1/customers',
    kind: 'hang',
    when: 'after',
    times: 1,
  });
  const first = post('e', 'email=e%40example.com', 'customers');
  let second = await post('e', 'email=e%40example.com', 'customers');
  for (let tries = 0; second.status !== 409 && tries < 50; tries += 1)
    second = await post('e', 'email=e%40example.com', 'customers');
  expect(await second.json()).toMatchObject({ error: { code: 'idempotency_key_in_use' } });
  await sandbox.control('DELETE', 'faults');
  expect((await first).status).toBe(200);
});

test('50 parallel requests under one key have one effect', async () => {
  const key = { idempotencyKey: 'parallel' };
  const client = sdk(sandbox.port, { maxNetworkRetries: 5 });
  const made = await Promise.all(
    Array.from({ length: 50 }, () => client.paymentIntents.create({ amount: 1234, currency: 'jpy' }, key)),
  );
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
});

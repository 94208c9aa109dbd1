import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox } from './support/sandbox.js';

let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { error?: Record<string, unknown> };
}

async function call(
  method: string,
  path: string,
  options: { key?: string; form?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const response = await fetch(`${sandbox.url}/v1/${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${options.key ?? 'sk_test_x'}`,
      ...(options.form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...options.headers,
    },
    ...(options.form === undefined ? {} : { body: options.form }),
  });
  const body = (await response.json()) as Answer['body'];
  return { status: response.status, headers: response.headers, body };
}

describe('a publishable key', () => {
  const key = 'pk_test_x';
  const open = async (): Promise<Stripe.PaymentIntent> => {
    const customer = await stripe.customers.create({ email: 'private@example.com' });
    return stripe.paymentIntents.create({
      amount: 1000,
      currency: 'usd',
      customer: customer.id,
      metadata: { margin: '30' },
    });
  };

  test('sees of an intent what its page needs, and nothing that is the seller’s', async () => {
    const { id, client_secret } = await open();
    const { status, body } = await call('GET', `payment_intents/${id}?client_secret=${client_secret}`, {
      key,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, amount: 1000, status: 'requires_payment_method', client_secret });
    for (const field of ['metadata', 'customer', 'latest_charge', 'payment_method_options'])
      expect(body).not.toHaveProperty(field);
    const setup = await stripe.setupIntents.create({ metadata: { a: 'b' } });
    const seen = await call('GET', `setup_intents/${setup.id}?client_secret=${setup.client_secret}`, { key });
    expect(seen.body).toMatchObject({ id: setup.id, status: 'requires_payment_method' });
    expect(seen.body).not.toHaveProperty('metadata');
  });

  test('sees no more in a decline, nor by `expand`', async () => {
    const { id, client_secret } = await open();
    const form = `client_secret=${client_secret}&payment_method_data[type]=card&payment_method_data[card][number]=4000000000000002&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=2034&payment_method_data[card][cvc]=123`;
    const declined = await call('POST', `payment_intents/${id}/confirm`, { key, form });
    expect(declined.status).toBe(402);
    expect(declined.body.error).toMatchObject({ code: 'card_declined', payment_intent: { id } });
    expect(declined.body.error?.payment_intent).not.toHaveProperty('metadata');
    const path = `payment_intents/${id}?client_secret=${client_secret}&expand[]=customer`;
    expect(await call('GET', path, { key })).toMatchObject({
      status: 400,
      body: { error: { param: 'expand' } },
    });
  });

  test('opens nothing without the client secret, and no list and no other route', async () => {
    const { id, client_secret } = await open();
    expect((await call('GET', `payment_intents/${id}`, { key })).status).toBe(400);
    expect((await call('GET', `payment_intents/${id}?client_secret=${client_secret}x`, { key })).status).toBe(
      404,
    );
    for (const [method, path] of [
      ['GET', 'payment_intents'],
      ['GET', 'customers'],
      ['POST', 'customers'],
      ['POST', 'refunds'],
      ['POST', `payment_intents/${id}/capture`],
    ] as const)
      expect(await call(method, path, { key, ...(method === 'POST' ? { form: '' } : {}) })).toMatchObject({
        status: 403,
        body: { error: { type: 'invalid_request_error', code: 'secret_key_required' } },
      });
  });
});

test('without a valid key: 401, and how to authenticate', async () => {
  const { status, headers, body } = await call('GET', 'balance', { key: 'nonsense' });
  expect(status).toBe(401);
  expect(headers.get('www-authenticate')).toBe('Bearer realm="Stripe"');
  expect(body.error).toMatchObject({ type: 'invalid_request_error' });
});

test('every answer has a Request-Id, even where there is no route', async () => {
  for (const path of ['balance', 'nowhere', 'customers/cus_none'])
    expect((await call('GET', path)).headers.get('request-id')).toMatch(/^req_/);
});

test('a Stripe-Version is one that Stripe has had; the answer says in which it was made', async () => {
  for (const version of ['2026-10-28.endive', '2024-06-20', '2020-08-27']) {
    const { status, headers } = await call('GET', 'balance', { headers: { 'Stripe-Version': version } });
    expect({ status, version: headers.get('stripe-version') }).toEqual({
      status: 200,
      version: '2026-10-28.endive',
    });
  }
  for (const version of ['latest', '2099-01-01.fig', '2024-13-45', '1999-01-01'])
    expect(await call('GET', 'balance', { headers: { 'Stripe-Version': version } })).toMatchObject({
      status: 400,
      body: { error: { type: 'invalid_request_error', message: `Invalid Stripe API version: ${version}` } },
    });
});

test('metadata keys may not have brackets', async () => {
  const { status, body } = await call('POST', 'customers', { form: 'metadata[a[b]]=1' });
  expect({ status, param: body.error?.param }).toEqual({ status: 400, param: 'metadata[a[b]]' });
});

test('in a list, `data` is one of the four levels of `expand`', async () => {
  await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
  });
  const listed = await stripe.paymentIntents.list({
    limit: 1,
    expand: ['data.latest_charge.payment_intent.latest_charge'],
  });
  expect(listed.data[0]?.latest_charge).toMatchObject({
    payment_intent: { latest_charge: { object: 'charge' } },
  });
  const tooDeep = ['data.latest_charge.payment_intent.latest_charge.payment_intent'];
  await expect(stripe.paymentIntents.list({ expand: tooDeep })).rejects.toThrow('more than 4 levels');
});

describe('the controls', () => {
  const send = (method: string, path: string, origin?: string): Promise<Response> =>
    fetch(`${sandbox.url}/${path}`, { method, headers: origin === undefined ? {} : { origin } });
  const customers = async (): Promise<number> => (await stripe.customers.list()).data.length;

  test.each(['https://shop.example', 'null', 'http://localhost.example:3000', 'http://127.0.0.1.example'])(
    'are not operated by a page of %s, which a browser would let send',
    async (origin) => {
      await stripe.customers.create({ email: 'kept@example.com' });
      for (const path of ['_sandbox/reset', '%5Fsandbox/reset', '_sandbox/deliver']) {
        expect((await send('POST', path, origin)).status).toBe(403);
      }
      expect((await send('GET', '_sandbox/truth', origin)).status).toBe(403);
      expect(await customers()).toBeGreaterThan(0);
    },
  );

  test.each([undefined, 'http://localhost:3000', 'http://[::1]:5173', 'own'])(
    'are by programs and by pages of this machine: %s',
    async (origin) => {
      const page = origin === 'own' ? sandbox.url : origin;
      expect((await send('POST', '_sandbox/deliver', page)).status).not.toBe(403);
    },
  );
});

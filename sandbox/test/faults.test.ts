import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { sdk, type TestSandbox, testSandbox, until } from './support/sandbox.js';

let sandbox: TestSandbox;
let once: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  once = sdk(sandbox.port, { maxNetworkRetries: 0, timeout: 500 });
});
afterEach(() => sandbox.control('DELETE', 'faults'));
afterAll(() => sandbox.close());

const fault = (kind: string, when: string, extra: object = {}) =>
  sandbox.control('POST', 'faults', { route: 'POST /v1/customers', kind, when, times: 1, ...extra });
const customers = async (email: string): Promise<number> =>
  (await sandbox.stripe.customers.list({ email })).data.length;

test.each(['reset', 'truncate', 'hang'])(
  '%s before: no effect; after: an effect whose answer the key replays',
  async (kind) => {
    const before = { email: `${kind}-before@example.com` };
    await fault(kind, 'before');
    // A reset connection gets one retry from the SDK even when retries are off, so plain HTTP shows the failure.
    await expect(post(before.email, `${kind}-1`)).rejects.toThrow();
    expect(await customers(before.email)).toBe(0);
    await fault(kind, 'after');
    const email = `${kind}-after@example.com`;
    await expect(post(email, `${kind}-2`)).rejects.toThrow();
    await sandbox.control('DELETE', 'faults');
    await until(async () => (await customers(email)) === 1);
    const replayed = await sandbox.stripe.customers.create({ email }, { idempotencyKey: `${kind}-2` });
    expect(replayed.email).toBe(email);
    expect(await customers(email)).toBe(1);
  },
);

async function post(email: string, key: string): Promise<unknown> {
  const response = await fetch(`${sandbox.url}/v1/customers`, {
    method: 'POST',
    signal: AbortSignal.timeout(500),
    headers: {
      Authorization: 'Bearer sk_test_x',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Idempotency-Key': key,
    },
    body: new URLSearchParams({ email }).toString(),
  });
  return response.json();
}

test('status before has no effect, and 429 is raised as a rate limit without Retry-After', async () => {
  await fault('status', 'before', { status: 429 });
  const error = await once.customers.create({ email: 'busy@example.com' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
  expect((error as Stripe.errors.StripeRateLimitError).headers).toMatchObject({
    'stripe-rate-limited-reason': 'global-rate',
  });
  expect(await customers('busy@example.com')).toBe(0);
});

test('a fault hits as often as it says, on its route alone, with :id for any segment', async () => {
  await sandbox.control('POST', 'faults', {
    route: 'POST /v1/customers/:id',
    kind: 'status',
    status: 503,
    times: 2,
  });
  const { id } = await once.customers.create();
  for (let i = 0; i < 2; i += 1) await expect(once.customers.update(id, { name: 'x' })).rejects.toThrow();
  expect((await once.customers.update(id, { name: 'y' })).name).toBe('y');
});

test('a mistake in a control is answered by saying what is wrong', async () => {
  const answers = [
    await sandbox.control('POST', 'faults', { route: 'customers', kind: 'status' }),
    await sandbox.control('POST', 'faults', { route: 'POST /v1/customers', kind: 'explode' }),
    await sandbox.control('PUT', 'delivery', { lose: 2 }),
    await sandbox.control('POST', 'trigger', { kind: 'nothing' }),
  ];
  for (const answer of answers)
    expect(answer).toMatchObject({ error: { message: expect.stringMatching(/must/) } });
});

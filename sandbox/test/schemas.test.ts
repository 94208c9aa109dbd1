import type Stripe from 'stripe';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { StripeSchemas } from './support/stripe-schemas.js';
import { type TestSandbox, testSandbox, until } from './support/sandbox.js';
import { walkAllRoutes } from './support/walk.js';

let sandbox: TestSandbox;
const schemas = new StripeSchemas();

beforeAll(async () => {
  sandbox = await testSandbox();
});
afterAll(() => sandbox.close());

test("every answer of every route, and every event, has the shape of Stripe's own types", async () => {
  const problems: string[] = [];
  await walkAllRoutes(sandbox, (name, object) => {
    const problem = schemas.problems(name, object);
    if (problem) problems.push(`${name}: ${problem}`);
  });
  const seen = new Set<string>();
  await until(async () => {
    const { data } = await rawList(sandbox, 'charge.updated');
    return data.length > 0;
  });
  for (let after = ''; ;) {
    const page = await raw<{ data: Stripe.Event[]; has_more: boolean }>(sandbox, `events?limit=100${after}`);
    for (const event of page.data) {
      seen.add(event.type);
      const problem = schemas.eventProblems(event);
      if (problem) problems.push(`event ${event.type}: ${problem}`);
    }
    if (!page.has_more) break;
    after = `&starting_after=${page.data.at(-1)?.id}`;
  }
  expect([...new Set(problems)]).toEqual([]);
  expect(seen.size).toBeGreaterThan(15);
});

test('a wrong field is seen: the schema test can fail', async () => {
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 1000, currency: 'usd' });
  const plain = JSON.parse(JSON.stringify(intent)) as Record<string, unknown>;
  expect(schemas.problems('PaymentIntent', plain)).toBeNull();
  expect(schemas.problems('PaymentIntent', { ...plain, amount: '1000' })).toContain('must be number');
  expect(schemas.problems('PaymentIntent', { ...plain, invoice: null })).toContain('additional properties');
  const { client_secret: _gone, ...without } = plain;
  expect(schemas.problems('PaymentIntent', without)).toContain('client_secret');
});

async function raw<T>(from: TestSandbox, path: string): Promise<T> {
  const response = await fetch(`${from.url}/v1/${path}`, {
    headers: { Authorization: 'Bearer sk_test_walk' },
  });
  return (await response.json()) as T;
}

function rawList(from: TestSandbox, type: string): Promise<{ data: object[] }> {
  return raw(from, `events?type=${type}`);
}

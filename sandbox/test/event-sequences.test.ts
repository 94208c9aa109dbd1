import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { EVENT_SEQUENCES } from './support/event-sequences.js';
import { type Receiver, receiver, type TestSandbox, testSandbox, until } from './support/sandbox.js';
import { StripeSchemas } from './support/stripe-schemas.js';
import { RawClient } from './support/walk-client.js';

const schemas = new StripeSchemas();
const seen = new Set<string>();
let endpoint: Receiver;
let sandbox: TestSandbox;

beforeAll(async () => {
  endpoint = await receiver();
  sandbox = await testSandbox({ webhook: { url: endpoint.url, secret: 'whsec_test' } });
});
afterAll(async () => {
  await sandbox.close();
  await endpoint.close();
});

test.each(Object.entries(EVENT_SEQUENCES))('requests end in %s', async (type, sequence) => {
  await sandbox.control('POST', 'reset');
  const problems: string[] = [];
  await sequence(
    new RawClient(sandbox, (name, object) => {
      const problem = schemas.problems(name, object);
      if (problem !== null) problems.push(`${name}: ${problem}`);
    }),
  );
  const event = await until(async () => (await events()).find((each) => each.type === type));
  for (const each of await events()) {
    seen.add(each.type);
    const problem = schemas.eventProblems(each);
    if (problem !== null) problems.push(`${each.type}: ${problem}`);
  }
  expect(problems).toEqual([]);
  await until(() => endpoint.deliveries.some(({ payload }) => payload.includes(event.id)));
});

test('every event that the sandbox was seen to send has a sequence that ends in it', () => {
  expect([...seen].filter((type) => EVENT_SEQUENCES[type] === undefined)).toEqual([]);
});

/** As they went over the wire: the SDK would make objects of some fields. */
async function events(): Promise<Stripe.Event[]> {
  const response = await fetch(`${sandbox.url}/v1/events?limit=100`, {
    headers: { Authorization: 'Bearer sk_test_walk' },
  });
  return ((await response.json()) as { data: Stripe.Event[] }).data;
}

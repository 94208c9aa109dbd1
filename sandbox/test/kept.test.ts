import { afterEach, expect, test } from '@jest/globals';
import { receiver, type Receiver, sdk, type TestSandbox, testSandbox, until } from './support/sandbox.js';

type State = Partial<Record<string, { id: string; state?: string }[]>>;

let sandbox: TestSandbox;
let hook: Receiver | undefined;

afterEach(async () => {
  await sandbox.close();
  await hook?.close();
  hook = undefined;
});

const state = (): Promise<State> => sandbox.control<State>('GET', 'state');

/** How many objects there are of each kind. */
async function counts(): Promise<Record<string, number>> {
  const filled = Object.entries(await state()).filter(([, objects]) => objects && objects.length > 0);
  return Object.fromEntries(filled.map(([name, objects]) => [name, objects?.length ?? 0]));
}

test('answers are kept under their keys for a day, and make room for later ones', async () => {
  sandbox = await testSandbox();
  const create = (key: string): Promise<unknown> =>
    sandbox.stripe.customers.create({}, { idempotencyKey: key });
  for (let i = 0; i < 40; i += 1) await create(`first-${i}`);
  await sandbox.control('POST', 'time', { advance_seconds: 24 * 3600 - 60 });
  await create('first-0');
  expect(await counts()).toMatchObject({ customers: 40, idempotency: 40 });
  await sandbox.control('POST', 'time', { advance_seconds: 120 });
  for (let i = 0; i < 20; i += 1) await create(`second-${i}`);
  expect(await counts()).toMatchObject({ customers: 60, idempotency: 20 });
});

test('reading, refused requests and faults leave nothing behind', async () => {
  sandbox = await testSandbox();
  const { id } = await sandbox.stripe.customers.create();
  const before = await counts();
  const impatient = sdk(sandbox.port, { maxNetworkRetries: 0 });
  for (let i = 0; i < 20; i += 1) {
    await sandbox.control('POST', 'faults', {
      route: 'GET /v1/customers/:id',
      kind: 'status',
      status: 500,
      when: 'after',
      times: 1,
    });
    await expect(impatient.customers.retrieve(id)).rejects.toThrow();
    await sandbox.stripe.customers.retrieve(id);
    await sandbox.stripe.events.list();
    const refused = { amount: 1, currency: 'jpy' };
    await expect(
      sandbox.stripe.paymentIntents.create(refused, { idempotencyKey: `refused-${i}` }),
    ).rejects.toThrow('at least');
  }
  expect(await counts()).toEqual(before);
});

test('of what was delivered the latest 1000 are kept, and all that was not', async () => {
  hook = await receiver();
  sandbox = await testSandbox({ webhook: { url: hook.url, secret: 'whsec_test' } });
  const { deliveries } = hook;
  const create = (count: number): Promise<unknown> =>
    Promise.all(Array.from({ length: count }, () => sandbox.stripe.customers.create()));
  await sandbox.control('PUT', 'delivery', { lose: 1 });
  await create(10);
  await sandbox.control('PUT', 'delivery', {});
  for (let batch = 0; batch < 11; batch += 1) {
    await create(100);
    await until(() => deliveries.length === (batch + 1) * 100);
  }
  const kept = await until(async () => {
    const all = (await state()).deliveries ?? [];
    return all.every((delivery) => delivery.state !== 'due') && all;
  });
  expect(kept.filter((delivery) => delivery.state === 'delivered')).toHaveLength(1000);
  expect(kept.filter((delivery) => delivery.state === 'lost')).toHaveLength(10);
});

import { setTimeout as wait } from 'node:timers/promises';
import { startTemporaryPostgres } from '../../scripts/lib/postgres.mjs';
import { ChaosWorld } from '../support/chaos-world.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { SeededRandom } from '../support/seeded-random.js';
import { send, type Shopper } from '../support/shopper.js';
import { newEventId, variantOf, type EventPayload } from '../support/signed-event.js';
import { TcpProxy } from '../support/tcp-proxy.js';

/** contract.md: an event that cannot be stored is refused within two seconds. The rest is for a busy machine. */
const REFUSED_WITHIN_MS = 2_000 + 500;
const HEALTHY_WITHIN_MS = 10_000;
const TEST_TIMEOUT_MS = 120_000;
const TERMINATIONS = 40;
const DEATHS = 10;

const random = new SeededRandom('database outages');

/** While `work` goes on, customers pay one order after the other, and shrug at everything that fails. */
async function underLoad(world: ChaosWorld, shopper: Shopper, work: () => Promise<void>): Promise<void> {
  const over = new AbortController();
  const customer = async (): Promise<void> => {
    while (!over.signal.aborted) await payOnce(world, shopper).catch(() => undefined);
  };
  const customers = Array.from({ length: 4 }, customer);
  try {
    await work();
  } finally {
    over.abort();
    await Promise.all(customers);
  }
}

async function payOnce(world: ChaosWorld, shopper: Shopper): Promise<void> {
  const { id } = await shopper.openPayment(await shopper.placeOrder());
  await world.sandbox.confirm(id, 'pm_card_visa');
}

const answers = ({ database }: ChaosWorld): Promise<boolean> =>
  database.query('SELECT').then(
    () => true,
    () => false,
  );

const pids = ({ stack }: ChaosWorld): number[] => [...stack.apis, ...stack.workers].map(({ pid }) => pid);

/** Every process is still the one that it was. @throws Error ESRCH for one that has ended */
function expectAlive(world: ChaosWorld, before: readonly number[]): void {
  expect(pids(world)).toEqual(before);
  for (const pid of before) process.kill(pid, 0);
}

const becomesHealthy = async (world: ChaosWorld): Promise<void> => {
  await eventually(
    () => send('GET', `${world.stack.apiUrl}/health`),
    ({ status }) => status === 200,
    HEALTHY_WITHIN_MS,
  );
};

describe('while the database', () => {
  let own: TestDatabase;
  let proxy: TcpProxy;
  let world: ChaosWorld;
  let shopper: Shopper;
  let template: EventPayload;

  beforeAll(async () => {
    own = await createTestDatabase();
    proxy = await TcpProxy.before(own.url);
    world = await ChaosWorld.start({ databaseUrl: proxy.urlThrough(own.url) }, own.url);
    shopper = await world.shopper();
    await payOnce(world, shopper);
    const [event] = await world.sandbox.events(['payment_intent.created']);
    if (!event) throw new Error('The payment has no event.');
    template = variantOf(event);
  });
  afterAll(async () => {
    await proxy.open();
    await world.close();
    await proxy.refuse();
    await own.drop();
  });

  const newEvents = (count: number): EventPayload[] =>
    Array.from({ length: count }, () => ({ ...template, id: newEventId() }));

  it.each([
    ['is gone', () => proxy.refuse()],
    ['is silent', () => proxy.silence()],
  ])(
    '%s, no event is acknowledged; each is refused with 503 in time, and stored when it comes again',
    async (_name, goAway) => {
      const before = pids(world);
      const events = newEvents(40);
      await goAway();
      const refused = await Promise.all(events.map((event) => world.deliver(event)));
      expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(['503 event_not_stored']),
      );
      expect(Math.max(...refused.map(({ ms }) => ms))).toBeLessThan(REFUSED_WITHIN_MS);
      const again = await world.deliver(events[0] ?? template);
      expect(again.status).toBe(503);
      expect(again.ms).toBeLessThan(REFUSED_WITHIN_MS);
      expect((await send('GET', `${world.stack.apiUrl}/health/live`)).status).toBe(200);
      expect((await send('GET', `${world.stack.apiUrl}/health`)).status).toBe(503);
      await proxy.open();
      await becomesHealthy(world);
      expectAlive(world, before);
      const stored = await Promise.all(events.map((event) => world.deliver(event)));
      expect(new Set(stored.map(({ status }) => status))).toEqual(new Set([200]));
      for (const { id } of events) expect(await world.settledEvent(id)).toMatchObject({ status: 'ignored' });
      await payOnce(world, shopper);
      await world.settled(20_000);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'ends every connection again and again under load, the processes survive, and nothing is lost',
    async () => {
      const before = pids(world);
      await underLoad(world, shopper, async () => {
        for (let round = 0; round < TERMINATIONS; round += 1) {
          await wait(random.between(10, 100));
          await world.database.query(
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name LIKE 'kaikei%'`,
          );
        }
      });
      await becomesHealthy(world);
      expectAlive(world, before);
      await world.sandbox.deliverAgain();
      await world.settled(30_000);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('PostgreSQL killed ("immediate") ten times under load', () => {
  it(
    'leaves every process alive, healthy again in 10 s, and the invariants intact',
    async () => {
      const postgres = await startTemporaryPostgres({ durable: true });
      try {
        const world = await ChaosWorld.start({ databaseUrl: postgres.url });
        try {
          const shopper = await world.shopper();
          const before = pids(world);
          await underLoad(world, shopper, async () => {
            for (let death = 0; death < DEATHS; death += 1) {
              await wait(random.between(50, 500));
              postgres.kill('SIGQUIT');
              await eventually(() => answers(world), Boolean, HEALTHY_WITHIN_MS);
            }
          });
          await becomesHealthy(world);
          expectAlive(world, before);
          await world.sandbox.deliverAgain();
          await world.settled();
        } finally {
          await world.close();
        }
      } finally {
        await postgres.stop();
      }
    },
    TEST_TIMEOUT_MS,
  );
});

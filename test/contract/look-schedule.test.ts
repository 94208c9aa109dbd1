import type { ILookSchedule } from '../../src/application/payments/ports/look-schedule.js';
import { PaymentAttempt } from '../../src/domain/payments/payment-attempt.js';
import type { AttemptStatus } from '../../src/domain/payments/attempt-snapshot.js';
import { Money } from '../../src/domain/shared/money.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { LookSchedule } from '../../src/infrastructure/persistence/payments/look-schedule.js';
import { StripeCustomerRepository } from '../../src/infrastructure/persistence/payments/stripe-customer-repository.js';
import { insertUser } from '../support/catalog-tables.js';
import { connectDatabase } from '../support/connected-database.js';
import { FakeLookSchedule } from '../support/fakes/look-schedule.js';
import { FakePaymentAttemptRepository } from '../support/fakes/payment-attempt-repository.js';
import { FakeStripeCustomerRepository } from '../support/fakes/stripe-customer-repository.js';
import { uuidFrom } from '../support/payment-tables.js';
import { insertPendingOrder } from '../support/pending-order.js';

interface World {
  readonly schedule: ILookSchedule;
  /** Asked for at `START`. @returns its id */
  addAttempt(status: AttemptStatus): Promise<string>;
  /** Asked for at `START`, and not answered. @returns the user's id */
  addCustomer(): Promise<string>;
  completeCustomer(userId: string): Promise<unknown>;
  close(): Promise<void>;
}

const RACERS = 20;
const ALL = 100;
const ELSEWHERE = '00000000-0000-7000-8000-000000000002';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = new Date('2026-11-20T09:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);

const uuid = uuidFrom(0xf000);

const inMemory = async (): Promise<World> => {
  const [attempts, customers] = [new FakePaymentAttemptRepository(), new FakeStripeCustomerRepository()];
  return {
    schedule: new FakeLookSchedule(attempts, customers),
    addAttempt: async (status) => {
      const id = uuid();
      const payer = { userId: 'user-1', stripeCustomerId: 'cus_1' };
      const asked = { kind: 'payment_intent', captureMethod: 'automatic', at: START } as const;
      const order = { organizationId, orderId: id, orderNumber: '', amount: Money.of(1_100, 'jpy') };
      const attempt = PaymentAttempt.request({ id, ...payer, ...asked, ...order });
      attempts.rows.set(id, { ...attempt.snapshot(), status });
      return id;
    },
    addCustomer: async () => {
      const userId = uuid();
      const nobody = { email: null, name: '', stripeCustomerId: null, isOfDeleted: false };
      const asked = { idempotencyKey: userId, requestedAt: START };
      await customers.request({ userId, organizationId, ...nobody, ...asked });
      return userId;
    },
    completeCustomer: (userId) => customers.complete(organizationId, userId, 'cus_1'),
    close: async () => undefined,
  };
};

const onPostgres = async (): Promise<World> => {
  const connected = await connectDatabase([]);
  const { database } = connected;
  return {
    schedule: new LookSchedule(database),
    addAttempt: async (status) => {
      const id = uuid();
      await insertUser(database, id);
      await insertPendingOrder(database, id, id);
      await database.query(
        `INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor,
           currency, stripe_customer_id, idempotency_key, requested_at, next_look_at, updated_at)
         VALUES ($1, $2, $1, '', $1, $3, 1100, 'jpy', 'cus_1', $6, $4, $5, $4)`,
        [id, organizationId, status, START, after(MINUTE_MS), id],
      );
      return id;
    },
    addCustomer: async () => {
      const userId = uuid();
      await insertUser(database, userId);
      await database.query(
        `INSERT INTO stripe_customers (user_id, organization_id, email, name, idempotency_key, requested_at, next_look_at)
         VALUES ($1, $2, '', '', $5, $3, $4)`,
        [userId, organizationId, START, after(MINUTE_MS), userId],
      );
      return userId;
    },
    completeCustomer: (userId) =>
      new StripeCustomerRepository(database).complete(organizationId, userId, 'cus_1', START),
    close: () => connected.close(),
  };
};

describe.each([
  ['in memory', inMemory],
  ['on PostgreSQL', onPostgres],
])('looks that are due %s', (_, open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
  });
  afterEach(() => world.close());

  const due = async (now: Date): Promise<string[]> =>
    (await world.schedule.claimAttempts(now, ALL)).map(({ id }) => id);

  it('are at attempts, a minute after they were asked for, and then ever more seldom', async () => {
    const id = await world.addAttempt('open');
    expect(await due(after(MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(MINUTE_MS))).toEqual([id]);
    expect(await due(after(2 * MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(2 * MINUTE_MS))).toEqual([id]);
    expect(await due(after(4 * MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(100 * HOUR_MS))).toEqual([id]);
    expect(await due(after(106 * HOUR_MS - 1))).toEqual([]);
    expect(await due(after(106 * HOUR_MS))).toEqual([id]);
  });

  it('are at attempts without an answer every minute', async () => {
    const id = await world.addAttempt('opening');
    expect(await due(after(HOUR_MS))).toEqual([id]);
    expect(await due(after(HOUR_MS + MINUTE_MS))).toEqual([id]);
  });

  it('are none at attempts that have ended', async () => {
    for (const status of ['succeeded', 'canceled', 'abandoned'] as const) await world.addAttempt(status);
    expect(await due(after(HOUR_MS))).toEqual([]);
  });

  it('go each to one of those who claim at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < RACERS; n += 1) ids.push(await world.addAttempt('open'));
    const claims = await Promise.all(ids.map(() => world.schedule.claimAttempts(after(HOUR_MS), 3)));
    expect(Math.max(...claims.map(({ length }) => length))).toBeLessThanOrEqual(3);
    const all = [...claims.flat().map(({ id }) => id), ...(await due(after(HOUR_MS)))];
    expect(all.toSorted()).toEqual(ids);
  });

  it('are granted to one of those who wait for an attempt, and the next after the pause', async () => {
    const id = await world.addAttempt('open');
    const look = (now: Date, whose = organizationId): Promise<boolean> =>
      world.schedule.claimLook(whose, id, now, 3_000);
    expect(await look(START, ELSEWHERE)).toBe(false);
    const granted = await Promise.all(Array.from({ length: RACERS }, () => look(START)));
    expect(granted.filter(Boolean)).toHaveLength(1);
    expect(await look(after(2_999))).toBe(false);
    expect(await look(after(3_000))).toBe(true);
  });

  it('are for customers, each for one who claims, until they are complete', async () => {
    const userId = await world.addCustomer();
    const claim = (now: Date): ReturnType<ILookSchedule['claimCustomers']> =>
      world.schedule.claimCustomers(now, ALL);
    expect(await claim(after(MINUTE_MS - 1))).toEqual([]);
    const claims = await Promise.all(Array.from({ length: RACERS }, () => claim(after(MINUTE_MS))));
    expect(claims.flat()).toEqual([{ organizationId, userId, requestedAt: START }]);
    await world.completeCustomer(userId);
    expect(await claim(after(HOUR_MS))).toEqual([]);
  });
});

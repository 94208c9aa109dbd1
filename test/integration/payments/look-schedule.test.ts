import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../../src/domain/shared/organization.js';
import { UnpaidOrders } from '../../../src/infrastructure/persistence/orders/unpaid-orders.js';
import { LookSchedule } from '../../../src/infrastructure/persistence/payments/look-schedule.js';
import { insertUser } from '../../support/catalog-tables.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { insertPendingOrder } from '../../support/pending-order.js';

const RACERS = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = new Date('2026-11-20T09:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);

let drawn = 0;
const uuid = (): string => `00000000-0000-7000-8000-${(0xf000 + drawn++).toString(16).padStart(12, '0')}`;

describe('what is due', () => {
  let connected: ConnectedDatabase;
  let schedule: LookSchedule;
  let unpaid: UnpaidOrders;
  let userId: string;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    schedule = new LookSchedule(connected.database);
    unpaid = new UnpaidOrders(connected.database);
  });
  beforeEach(async () => {
    const { database } = connected;
    for (const table of ['payment_attempts', 'stripe_customers', 'orders']) {
      await database.query(`DELETE FROM ${table}`);
    }
    userId = uuid();
    await insertUser(database, userId);
  });
  afterAll(() => connected.close());

  const addAttempt = async (status = 'open'): Promise<string> => {
    const [id, orderId] = [uuid(), uuid()];
    await insertPendingOrder(connected.database, orderId, userId);
    await connected.database.query(
      `INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor,
         currency, stripe_customer_id, idempotency_key, requested_at, next_look_at, updated_at)
       VALUES ($1, $2, $3, '', $4, $5, 1100, 'jpy', 'cus_1', $8, $6, $7, $6)`,
      [id, ORGANIZATION, orderId, userId, status, START, after(MINUTE_MS), id],
    );
    return id;
  };
  const due = async (now: Date): Promise<string[]> =>
    (await schedule.claimAttempts(now, 100)).map(({ id }) => id);

  it('attempts are, a minute after they were asked for, and then ever more seldom', async () => {
    const id = await addAttempt();
    expect(await due(after(MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(MINUTE_MS))).toEqual([id]);
    expect(await due(after(2 * MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(2 * MINUTE_MS))).toEqual([id]);
    expect(await due(after(4 * MINUTE_MS - 1))).toEqual([]);
    expect(await due(after(100 * HOUR_MS))).toEqual([id]);
    expect(await due(after(106 * HOUR_MS - 1))).toEqual([]);
    expect(await due(after(106 * HOUR_MS))).toEqual([id]);
  });

  it('attempts without an answer are, every minute', async () => {
    const id = await addAttempt('opening');
    expect(await due(after(HOUR_MS))).toEqual([id]);
    expect(await due(after(HOUR_MS + MINUTE_MS))).toEqual([id]);
  });

  it('attempts that have ended are not', async () => {
    for (const status of ['succeeded', 'canceled', 'abandoned']) await addAttempt(status);
    expect(await due(after(HOUR_MS))).toEqual([]);
  });

  it('each goes to one of those who claim at once', async () => {
    const ids = await Promise.all(Array.from({ length: RACERS }, () => addAttempt()));
    const claimed = await Promise.all(ids.map(() => schedule.claimAttempts(after(HOUR_MS), 3)));
    const all = claimed.flat().map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    expect(Math.max(...claimed.map(({ length }) => length))).toBeLessThanOrEqual(3);
  });

  it('a look is granted to one of those who wait, and the next after the pause', async () => {
    const id = await addAttempt();
    const look = (now: Date): Promise<boolean> => schedule.claimLook(ORGANIZATION, id, now, 3_000);
    const granted = await Promise.all(Array.from({ length: RACERS }, () => look(START)));
    expect(granted.filter(Boolean)).toHaveLength(1);
    expect(await look(after(2_999))).toBe(false);
    expect(await look(after(3_000))).toBe(true);
  });

  it('customers are, until they are complete', async () => {
    await connected.database.query(
      `INSERT INTO stripe_customers (user_id, organization_id, email, name, idempotency_key, requested_at, next_look_at)
       VALUES ($1, $2, 'a@example.com', 'A', $5, $3, $4)`,
      [userId, ORGANIZATION, START, after(MINUTE_MS), userId],
    );
    expect(await schedule.claimCustomers(after(MINUTE_MS - 1), 10)).toEqual([]);
    expect(await schedule.claimCustomers(after(MINUTE_MS), 10)).toEqual([
      { organizationId: ORGANIZATION, userId, requestedAt: START },
    ]);
    expect(await schedule.claimCustomers(after(MINUTE_MS), 10)).toEqual([]);
    await connected.database.query(`UPDATE stripe_customers SET stripe_customer_id = 'cus_1'`);
    expect(await schedule.claimCustomers(after(HOUR_MS), 10)).toEqual([]);
  });

  it('unpaid orders are, the oldest first, each for one process, and again after a while', async () => {
    const ids = [uuid(), uuid(), uuid()];
    for (const [index, id] of ids.entries())
      await insertPendingOrder(connected.database, id, userId, after(index));
    const claim = async (before: Date, limit = 10): Promise<string[]> =>
      (await unpaid.claimOverdue(before, MINUTE_MS, limit)).map(({ id }) => id).sort();
    expect(await claim(after(1), 1)).toEqual([ids[0]]);
    expect(await claim(after(1))).toEqual([ids[1]]);
    expect(await claim(after(1))).toEqual([]);
    expect(await claim(after(1 + MINUTE_MS))).toEqual(ids);
    await connected.database.query(`UPDATE orders SET status = 'paid'`);
    expect(await claim(after(HOUR_MS))).toEqual([]);
  });

  it('unpaid orders go to one of those who claim at once', async () => {
    for (let index = 0; index < RACERS; index += 1)
      await insertPendingOrder(connected.database, uuid(), userId);
    const claimed = await Promise.all(
      Array.from({ length: RACERS }, () => unpaid.claimOverdue(START, MINUTE_MS, 3)),
    );
    const all = claimed.flat().map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });
});

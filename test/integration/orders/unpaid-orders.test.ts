import { UnpaidOrders } from '../../../src/infrastructure/persistence/orders/unpaid-orders.js';
import { insertUser } from '../../support/catalog-tables.js';
import { type ConnectedDatabase, connectDatabase } from '../../support/connected-database.js';
import { uuidFrom } from '../../support/payment-tables.js';
import { insertPendingOrder } from '../../support/pending-order.js';

const RACERS = 20;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = new Date('2026-11-20T09:00:00Z');
const after = (ms: number): Date => new Date(START.getTime() + ms);

const uuid = uuidFrom(0xf000);

describe('unpaid orders', () => {
  let connected: ConnectedDatabase;
  let unpaid: UnpaidOrders;
  let userId: string;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    unpaid = new UnpaidOrders(connected.database);
  });
  beforeEach(async () => {
    await connected.database.query('DELETE FROM orders');
    userId = uuid();
    await insertUser(connected.database, userId);
  });
  afterAll(() => connected.close());

  it('are due, the oldest first, each for one process, and again after a while', async () => {
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

  it('go to one of those who claim at once', async () => {
    for (let index = 0; index < RACERS; index += 1)
      await insertPendingOrder(connected.database, uuid(), userId);
    const claimed = await Promise.all(
      Array.from({ length: RACERS }, () => unpaid.claimOverdue(START, MINUTE_MS, 3)),
    );
    const all = claimed.flat().map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });
});

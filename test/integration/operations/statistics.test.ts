import { DEFAULT_ORGANIZATION_ID } from '../../../src/domain/shared/organization.js';
import { Statistics } from '../../../src/infrastructure/persistence/operations/statistics.js';
import { blocksRead } from '../../support/blocks-read.js';
import { insertUser } from '../../support/catalog-tables.js';
import { connectDatabase, type ConnectedDatabase } from '../../support/connected-database.js';
import { fillShop } from '../../support/filled-shop.js';
import { PAYMENT } from '../../support/payment-tables.js';

const HANA = '00000000-0000-7000-8000-0000000000e1';
const { attemptId, orderId } = PAYMENT;
const TOKYO = 'Asia/Tokyo';
/** The last minute of a day in Tokyo, which is a day in Greenwich still for nine hours. */
const BEFORE_MIDNIGHT = '2026-11-20T14:59:00Z';
const AFTER_MIDNIGHT = '2026-11-20T15:00:00Z';
/** One day's payments lie together in the index; the table has hundreds of blocks. */
const DAY_BLOCKS = 100;

describe('statistics', () => {
  let connected: ConnectedDatabase;
  let statistics: Statistics;

  beforeAll(async () => {
    connected = await connectDatabase([]);
    statistics = new Statistics(connected.database);
    await insertUser(connected.database, HANA);
  });
  beforeEach(() =>
    connected.database.query(
      'TRUNCATE orders, payment_attempts, refunds, disputes, stripe_events, findings CASCADE',
    ),
  );
  afterAll(() => connected.close());

  /** Foreign keys aside: the order is of no interest here. */
  const inReplica = (sql: string, parameters: unknown[]): Promise<unknown> =>
    connected.database.run(async () => {
      await connected.database.query('SET LOCAL session_replication_role = replica');
      return connected.database.query(sql, parameters);
    });
  const received = (amount: number, currency: string, at: string, status = 'succeeded'): Promise<unknown> =>
    inReplica(
      `INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor, currency,
         stripe_customer_id, idempotency_key, requested_at, amount_received_minor, closed_at, updated_at)
       VALUES (gen_random_uuid(), $1, $2, 'KAI', $3, $4, $5, $6, 'cus_1', gen_random_uuid()::text, $7, $5, $7, $7)`,
      [DEFAULT_ORGANIZATION_ID, orderId, HANA, status, amount, currency, at],
    );
  const refunded = (
    amount: number,
    at: string,
    status: string,
    reason: string | null = null,
  ): Promise<unknown> =>
    inReplica(
      `INSERT INTO refunds (id, organization_id, attempt_id, order_id, order_number, stripe_payment_intent_id, amount_minor,
         currency, reason, requested_by, status, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, $2, $3, 'KAI', 'pi_1', $4, 'jpy', $5, 'stripe', $6, $7, $7)`,
      [DEFAULT_ORGANIZATION_ID, attemptId, orderId, amount, reason, status, at],
    );
  const event = (id: string, receivedAt: string, lagMs: number | null): Promise<unknown> =>
    connected.database.query(
      `INSERT INTO stripe_events (organization_id, id, type, livemode, stripe_created_at, payload, status, received_at, processed_at)
       VALUES ($1, $2, 'ping', false, now(), '{}', CASE WHEN $4::float8 IS NULL THEN 'dead' ELSE 'processed' END, $3,
         $3::timestamptz + $4::float8 * interval '1 millisecond')`,
      [DEFAULT_ORGANIZATION_ID, id, receivedAt, lagMs],
    );

  it('of revenue hold what came in and what went back, by day of the shop and by currency', async () => {
    await received(1_000, 'jpy', BEFORE_MIDNIGHT);
    await received(2_000, 'jpy', AFTER_MIDNIGHT);
    await received(500, 'jpy', AFTER_MIDNIGHT);
    await received(999, 'usd', AFTER_MIDNIGHT);
    await received(7_777, 'jpy', AFTER_MIDNIGHT, 'canceled');
    await refunded(300, AFTER_MIDNIGHT, 'succeeded');
    await refunded(80, AFTER_MIDNIGHT, 'pending');
    await refunded(90, AFTER_MIDNIGHT, 'failed');
    await refunded(70, AFTER_MIDNIGHT, 'succeeded', 'expired_uncaptured_charge');
    const range = { from: '2026-11-20', to: '2026-11-21', timeZone: TOKYO };
    const first = {
      day: '2026-11-20',
      currency: 'jpy',
      payments: 1,
      capturedMinor: 1_000,
      refunds: 0,
      refundedMinor: 0,
    };
    expect(await statistics.revenue(DEFAULT_ORGANIZATION_ID, range)).toEqual([
      first,
      { ...first, day: '2026-11-21', payments: 2, capturedMinor: 2_500, refunds: 1, refundedMinor: 300 },
      { ...first, day: '2026-11-21', currency: 'usd', payments: 1, capturedMinor: 999 },
    ]);
    expect(await statistics.revenue(DEFAULT_ORGANIZATION_ID, { ...range, to: '2026-11-20' })).toEqual([
      first,
    ]);
    expect(
      await statistics.revenue(DEFAULT_ORGANIZATION_ID, {
        ...range,
        from: '2026-11-20',
        to: '2026-11-20',
        timeZone: 'UTC',
      }),
    ).toMatchObject([{ currency: 'jpy', payments: 3 }, { currency: 'usd' }]);
  });

  it('of revenue read one day of a hundred thousand orders without reading the others', async () => {
    await fillShop(connected.database, HANA);
    const range = { from: '2026-11-01', to: '2026-11-01', timeZone: TOKYO };
    const read = (): Promise<unknown> => statistics.revenue(DEFAULT_ORGANIZATION_ID, range);
    // 2,880 orders a day, of which every hundredth has a payment.
    expect(await statistics.revenue(DEFAULT_ORGANIZATION_ID, range)).toMatchObject([{ payments: 29 }]);
    expect(await blocksRead(connected.database, 'payment_attempts', read)).toBeLessThan(DAY_BLOCKS);
  });

  it('of events hold how long they waited, those that have no end yet aside', async () => {
    for (const [index, lag] of [10, 20, 30, 40, 1_000].entries())
      await event(`evt_${index}`, '2026-11-20T03:10:00Z', lag);
    await event('evt_dead', '2026-11-20T03:20:00Z', null);
    await event('evt_later', '2026-11-20T05:00:00Z', null);
    await event('evt_yesterday', '2026-11-19T03:00:00Z', 5);
    const range = { from: '2026-11-20', to: '2026-11-20', timeZone: TOKYO };
    const [hour, later, ...rest] = await statistics.eventLag(DEFAULT_ORGANIZATION_ID, range, 'hour');
    expect(hour).toMatchObject({
      from: new Date('2026-11-20T03:00:00Z'),
      received: 6,
      processed: 5,
      p50Ms: 30,
    });
    expect(hour?.p95Ms).toBeCloseTo(808);
    expect(hour?.maxMs).toBeCloseTo(1_000);
    expect(later).toMatchObject({ received: 1, processed: 0, p50Ms: null, p95Ms: null, maxMs: null });
    expect(rest).toEqual([]);
    const [day] = await statistics.eventLag(DEFAULT_ORGANIZATION_ID, range, 'day');
    expect(day).toMatchObject({ from: new Date('2026-11-19T15:00:00Z'), received: 7, processed: 5 });
  });

  it('count what waits for an operator', async () => {
    const nothing = {
      deadEvents: 0,
      openFindings: 0,
      disputesToAnswer: 0,
      nextDisputeDueBy: null,
      heldOrders: 0,
      unansweredRefunds: 0,
    };
    expect(await statistics.attention(DEFAULT_ORGANIZATION_ID)).toEqual(nothing);
    await event('evt_dead', BEFORE_MIDNIGHT, null);
    await connected.database.query(
      `INSERT INTO findings (id, organization_id, kind, subject, fact, detail, created_at, resolved_at) VALUES
         (gen_random_uuid(), $1, 'refund_failed', 'pi_1', 'a', '', now(), NULL),
         (gen_random_uuid(), $1, 'refund_failed', 'pi_1', 'b', '', now(), now())`,
      [DEFAULT_ORGANIZATION_ID],
    );
    await connected.database.query(
      `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
         placed_at, updated_at)
       VALUES ($2, $1, $3, 'KAI-1', 'authorized', 'jpy', 1000, 0, 1000, now(), now())`,
      [DEFAULT_ORGANIZATION_ID, orderId, HANA],
    );
    await refunded(100, AFTER_MIDNIGHT, 'requested');
    expect(await statistics.attention(DEFAULT_ORGANIZATION_ID)).toEqual({
      ...nothing,
      deadEvents: 1,
      openFindings: 1,
      heldOrders: 1,
      unansweredRefunds: 1,
    });
  });
});

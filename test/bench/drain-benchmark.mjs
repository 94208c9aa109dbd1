import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { poll } from '../../scripts/lib/processes.mjs';
import { POOL_SIZE } from './installation.mjs';
import { OpenOrders } from './open-orders.mjs';
import { summarize } from './statistics.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./open-orders.mjs').OpenOrder} OpenOrder */
/** @typedef {import('./statistics.mjs').Summary} Summary */

/** A round takes seconds, so that a checkpoint or a collection of garbage does not decide it. */
const EVENTS = 2_000;
const PAIRS = 5;
/** Transactions at once, as in the worker (webhooks/dispatch/work-lanes.ts). */
const CONCURRENCY = 8;
const LOOK_INTERVAL_MS = 10;
const ROUND_TIMEOUT_MS = 120_000;
/** So that the worker leaves the floor's events alone. */
const AN_HOUR = 3_600;

const ORGANIZATION_ID = '00000000-0000-7000-8000-000000000001';

/**
 * Events a second that pay an order each: by the worker, against a loop with the same pool and as many transactions at
 * once that executes nothing but the statements which the effect needs. The two take turns; the worker is halted while
 * the floor is measured.
 *
 * @param {Installation} installation
 * @returns {Promise<{ ours: Summary, floor: Summary, ratio: Summary }>} events a second; ratio within each pair
 */
export async function measureDraining(installation) {
  const database = new pg.Client({ connectionString: installation.databaseUrl });
  await database.connect();
  const pool = new pg.Pool({ connectionString: installation.databaseUrl, max: POOL_SIZE });
  const worker = await installation.startWorker();
  try {
    const shop = await OpenOrders.prepare(database);
    const ours = () => byWorker(database, shop, worker.pid);
    const floor = () => byBareSql(database, shop, pool);
    await ours();
    await floor();
    const pairs = [];
    for (let index = 0; index < PAIRS; index += 1) {
      // Who goes first changes, so that neither always has the warmer machine.
      if (index % 2 === 0) pairs.push({ ours: await ours(), floor: await floor() });
      else pairs.push({ floor: await floor(), ours: await ours() });
    }
    return {
      ours: summarize(pairs.map((pair) => pair.ours)),
      floor: summarize(pairs.map((pair) => pair.floor)),
      ratio: summarize(pairs.map((pair) => pair.ours / pair.floor)),
    };
  } finally {
    process.kill(worker.pid, 'SIGCONT');
    await Promise.all([worker.stop(), pool.end(), database.end()]);
  }
}

/**
 * @param {pg.Client} database
 * @param {OpenOrders} shop
 * @param {number} pid
 */
async function byWorker(database, shop, pid) {
  const orders = await shop.place(EVENTS);
  await settle(database);
  process.kill(pid, 'SIGCONT');
  const startedAt = performance.now();
  await shop.announce(orders, 0);
  const isDrained = await poll(async () => (await pending(database)) === 0, {
    timeoutMs: ROUND_TIMEOUT_MS,
    intervalMs: LOOK_INTERVAL_MS,
  });
  const perSecond = EVENTS / ((performance.now() - startedAt) / 1_000);
  if (!isDrained) throw new Error('The worker did not drain the inbox.');
  await assertPaid(database, orders);
  process.kill(pid, 'SIGSTOP');
  return perSecond;
}

/**
 * @param {pg.Client} database
 * @param {OpenOrders} shop
 * @param {pg.Pool} pool
 */
async function byBareSql(database, shop, pool) {
  const orders = await shop.place(EVENTS);
  await shop.announce(orders, AN_HOUR);
  await settle(database);
  let next = 0;
  const drain = async () => {
    for (let order = orders[next++]; order; order = orders[next++]) await pay(pool, order);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: CONCURRENCY }, drain));
  const perSecond = EVENTS / ((performance.now() - startedAt) / 1_000);
  await assertPaid(database, orders);
  return perSecond;
}

/**
 * What a payment that succeeded writes, with nothing read but what is locked.
 *
 * @param {pg.Pool} pool
 * @param {OpenOrder} order
 */
async function pay(pool, { orderId, intentId, eventId, payload }) {
  const { data } = JSON.parse(payload);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(
      'SELECT * FROM payment_attempts WHERE organization_id = $1 AND stripe_payment_intent_id = $2 FOR UPDATE',
      [ORGANIZATION_ID, intentId],
    );
    await client.query('SELECT * FROM orders WHERE organization_id = $1 AND id = $2 FOR UPDATE', [
      ORGANIZATION_ID,
      orderId,
    ]);
    const now = new Date();
    await client.query(
      `UPDATE payment_attempts
       SET status = 'succeeded', payment_status = 'succeeded', payment_asked_at = $2, payment_as_of = $2,
         amount_received_minor = $3, stripe_charge_id = $4, closed_at = $2, updated_at = $2, version = version + 1
       WHERE id = $1 AND version = $5`,
      [rows[0].id, now, data.object.amount_received, data.object.latest_charge, rows[0].version],
    );
    for (const type of ['order.paid', 'order.fulfillable']) {
      await client.query(
        `INSERT INTO outbox_events (id, organization_id, type, subject, fact, data, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (organization_id, type, subject, fact) DO NOTHING`,
        [randomUUID(), ORGANIZATION_ID, type, orderId, type, { order_id: orderId }, now],
      );
    }
    await client.query(
      `UPDATE orders SET status = 'paid', captured_minor = $2, paid_at = $3, fulfillable_at = $3,
         paid_by_attempt_id = $4, updated_at = $3, version = version + 1 WHERE id = $1`,
      [orderId, data.object.amount_received, now, rows[0].id],
    );
    await client.query(
      `INSERT INTO order_history (order_id, organization_id, position, status, at, cause)
       VALUES ($1, $2, 2, 'paid', $3, 'payment_intent.succeeded')`,
      [orderId, ORGANIZATION_ID, now],
    );
    await client.query(
      `UPDATE stripe_events SET status = 'processed', processed_at = now(), attempts = attempts + 1
       WHERE organization_id = $1 AND id = $2 AND status = 'pending'`,
      [ORGANIZATION_ID, eventId],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}

/** @param {pg.Client} database */
async function settle(database) {
  await database.query('VACUUM ANALYZE stripe_events, payment_attempts, orders, order_history');
  await database.query('CHECKPOINT');
}

/** @param {pg.Client} database */
async function pending(database) {
  const { rows } = await database.query(
    `SELECT count(*)::integer AS pending FROM stripe_events WHERE status = 'pending'`,
  );
  return rows[0].pending;
}

/**
 * @param {pg.Client} database
 * @param {readonly OpenOrder[]} orders
 */
async function assertPaid(database, orders) {
  const { rows } = await database.query(
    `SELECT count(*)::integer AS paid FROM orders JOIN stripe_events AS event ON event.id = ANY ($2::text[])
       AND event.status = 'processed' AND event.payload::json #>> '{data,object,metadata,order_id}' = orders.id::text
     WHERE orders.status = 'paid' AND orders.id = ANY ($1::uuid[])`,
    [orders.map(({ orderId }) => orderId), orders.map(({ eventId }) => eventId)],
  );
  if (rows[0].paid !== orders.length)
    throw new Error(`${rows[0].paid} of ${orders.length} orders were paid.`);
}

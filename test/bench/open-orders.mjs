import { randomUUID } from 'node:crypto';
import { succeeded } from './stripe-events.mjs';

/** @typedef {{ orderId: string, attemptId: string, intentId: string, eventId: string, payload: string }} OpenOrder */

const ORGANIZATION_ID = '00000000-0000-7000-8000-000000000001';
const AMOUNT_MINOR = 2_000;
const CURRENCY = 'jpy';

const INSERT_ORDERS = `
  INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
    placed_at, updated_at)
  SELECT id, $1, $2, id::text, 'awaiting_payment', '${CURRENCY}', ${AMOUNT_MINOR}, 0, ${AMOUNT_MINOR}, now(), now()
  FROM unnest($3::uuid[]) AS id`;
const INSERT_ITEMS = `
  INSERT INTO order_items (id, organization_id, order_id, position, price_id, product_id, product_name, unit_amount_minor,
    quantity, amount_minor, tax_behavior, tax_rate_ppm)
  SELECT gen_random_uuid(), $1, id, 0, $2, $3, 'A thing', ${AMOUNT_MINOR}, 1, ${AMOUNT_MINOR}, 'inclusive', 0
  FROM unnest($4::uuid[]) AS id`;
const INSERT_TAXES = `
  INSERT INTO order_taxes (order_id, organization_id, tax_rate_ppm, taxable_minor, amount_minor)
  SELECT id, $1, 0, ${AMOUNT_MINOR}, 0 FROM unnest($2::uuid[]) AS id`;
const INSERT_HISTORY = `
  INSERT INTO order_history (order_id, organization_id, position, status, at, cause)
  SELECT id, $1, position, status, now(), 'bench'
  FROM unnest($2::uuid[]) AS id, (VALUES (0, 'pending'), (1, 'awaiting_payment')) AS entry (position, status)`;
const INSERT_ATTEMPTS = `
  INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor, currency,
    stripe_customer_id, idempotency_key, requested_at, stripe_payment_intent_id, payment_status, payment_asked_at,
    payment_as_of, updated_at)
  SELECT id, $1, order_id, order_id::text, $2, 'open', ${AMOUNT_MINOR}, '${CURRENCY}', 'cus_bench', id::text, now(),
    intent, 'requires_payment_method', now() - interval '1 minute', now() - interval '1 minute', now()
  FROM unnest($3::uuid[], $4::uuid[], $5::text[]) AS attempt (id, order_id, intent)`;
const INSERT_EVENTS = `
  INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, api_version, stripe_created_at, payload,
    next_attempt_at)
  SELECT $1, event.id, 'payment_intent.succeeded', event.intent, false, '2026-10-28.endive', now(), event.payload::json,
    now() + $5 * interval '1 second'
  FROM unnest($2::text[], $3::text[], $4::text[]) AS event (id, intent, payload)`;

/** Orders that wait for their payment, and the events that tell of it, as rows: placing them takes no part in a benchmark. */
export class OpenOrders {
  /**
   * @param {import('pg').Client} database migrated and seeded
   * @param {{ userId: string, priceId: string, productId: string }} shop
   */
  constructor(database, shop) {
    this.database = database;
    this.shop = shop;
  }

  /** @param {import('pg').Client} database */
  static async prepare(database) {
    const userId = randomUUID();
    await database.query(
      `INSERT INTO users (id, organization_id, email, password_hash, name, role, terms_accepted_at, privacy_accepted_at,
         created_at, updated_at)
       VALUES ($1, $2, $3, 'none', 'A shopper', 'customer', now(), now(), now(), now())`,
      [userId, ORGANIZATION_ID, `${userId}@bench.example`],
    );
    const { rows } = await database.query('SELECT id, product_id FROM prices LIMIT 1');
    return new OpenOrders(database, { userId, priceId: rows[0].id, productId: rows[0].product_id });
  }

  /**
   * @param {number} count
   * @returns {Promise<OpenOrder[]>}
   */
  async place(count) {
    const now = Math.floor(Date.now() / 1_000);
    const orders = Array.from({ length: count }, () => newOrder(now));
    const { userId, priceId, productId } = this.shop;
    const orderIds = orders.map(({ orderId }) => orderId);
    await this.database.query(INSERT_ORDERS, [ORGANIZATION_ID, userId, orderIds]);
    await this.database.query(INSERT_ITEMS, [ORGANIZATION_ID, priceId, productId, orderIds]);
    await this.database.query(INSERT_TAXES, [ORGANIZATION_ID, orderIds]);
    await this.database.query(INSERT_HISTORY, [ORGANIZATION_ID, orderIds]);
    await this.database.query(INSERT_ATTEMPTS, [
      ORGANIZATION_ID,
      userId,
      orders.map(({ attemptId }) => attemptId),
      orderIds,
      orders.map(({ intentId }) => intentId),
    ]);
    return orders;
  }

  /**
   * @param {readonly OpenOrder[]} orders
   * @param {number} dueInSeconds 0: for the worker, at once
   */
  async announce(orders, dueInSeconds) {
    await this.database.query(INSERT_EVENTS, [
      ORGANIZATION_ID,
      orders.map(({ eventId }) => eventId),
      orders.map(({ intentId }) => intentId),
      orders.map(({ payload }) => payload),
      dueInSeconds,
    ]);
  }
}

/** @param {number} now unix seconds */
function newOrder(now) {
  const [orderId, attemptId, intentId] = [randomUUID(), randomUUID(), `pi_${randomUUID()}`];
  const event = succeeded(
    { id: intentId, amount: AMOUNT_MINOR, currency: CURRENCY, orderId, attemptId },
    now,
  );
  return { orderId, attemptId, intentId, eventId: event.id, payload: JSON.stringify(event) };
}

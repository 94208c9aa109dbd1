import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import type { Database } from '../../src/infrastructure/persistence/database.js';

export const ORDERS_FILLED = 100_000;
/** Two orders a minute, the last of them here. */
const LAST = '2026-11-25T00:00:00Z';
const ORDER = `('00000000-0000-7001-8000-' || lpad(to_hex(n), 12, '0'))::uuid`;
const PLACED = `timestamptz '${LAST}' - (${ORDERS_FILLED} - n) / 2 * interval '1 minute'`;

/**
 * A hundred thousand orders of one customer, `FILL-1` to `FILL-100000`: one in a thousand is held (`authorized`), the rest are
 * paid; every hundredth has its payment, `pi_100` and so on.
 */
export async function fillShop(database: Database, userId: string): Promise<void> {
  await database.run(async () => {
    // Foreign keys are not looked at one by one: seconds less.
    await database.query('SET LOCAL session_replication_role = replica');
    await database.query(
      `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor, total_minor,
         captured_minor, placed_at, paid_at, updated_at)
       SELECT ${ORDER}, $1, $2, 'FILL-' || n, CASE WHEN n % 1000 = 0 THEN 'authorized' ELSE 'paid' END, 'jpy',
         1000, 100, 1100, 1100, ${PLACED}, ${PLACED}, ${PLACED}
       FROM generate_series(1, $3::integer) AS n`,
      [DEFAULT_ORGANIZATION_ID, userId, ORDERS_FILLED],
    );
    await database.query(
      `INSERT INTO order_history (order_id, organization_id, position, status, at, cause)
       SELECT ${ORDER}, $1, 0, 'pending', ${PLACED}, 'order_placed' FROM generate_series(1, $2::integer) AS n`,
      [DEFAULT_ORGANIZATION_ID, ORDERS_FILLED],
    );
    await database.query(
      `INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor, currency,
         stripe_customer_id, idempotency_key, requested_at, stripe_payment_intent_id, stripe_charge_id,
         amount_received_minor, closed_at, updated_at)
       SELECT gen_random_uuid(), $1, ${ORDER}, 'FILL-' || n, $2, 'succeeded', 1100, 'jpy', 'cus_1', 'key_' || n, ${PLACED},
         'pi_' || n, 'ch_' || n, 1100, ${PLACED}, ${PLACED}
       FROM generate_series(100, $3::integer, 100) AS n`,
      [DEFAULT_ORGANIZATION_ID, userId, ORDERS_FILLED],
    );
  });
  await database.query('ANALYZE orders, payment_attempts');
}

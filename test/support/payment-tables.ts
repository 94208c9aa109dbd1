import { DEFAULT_ORGANIZATION_ID } from '../../src/domain/shared/organization.js';
import { disputeTable } from '../../src/infrastructure/persistence/payments/dispute.table.js';
import { paymentAttemptTable } from '../../src/infrastructure/persistence/payments/payment-attempt.table.js';
import { refundTable } from '../../src/infrastructure/persistence/payments/refund.table.js';
import { insertUser, ORDER_TABLES } from './catalog-tables.js';
import { connectDatabase, type ConnectedDatabase } from './connected-database.js';
import { placeOrder } from './orders.js';

const USER = placeOrder().userId;

/** The payment that refunds and disputes of a contract are about. */
export const PAYMENT = {
  organizationId: DEFAULT_ORGANIZATION_ID,
  attemptId: '00000000-0000-7000-8000-00000000c0a1',
  orderId: '00000000-0000-7000-8000-00000000c0b1',
  orderNumber: 'KAI-261120-7F3K2',
  stripePaymentIntentId: 'pi_contract',
} as const;

/** A database with one paid order, whose payment is `PAYMENT`. */
export async function connectPayments(): Promise<ConnectedDatabase> {
  const tables = [...ORDER_TABLES, paymentAttemptTable, refundTable, disputeTable];
  const connected = await connectDatabase(tables);
  const { database } = connected;
  await insertUser(database, USER);
  const { organizationId, attemptId, orderId, orderNumber, stripePaymentIntentId } = PAYMENT;
  await database.query(
    `INSERT INTO orders (id, organization_id, user_id, number, status, currency, subtotal_minor, tax_minor,
       total_minor, captured_minor, placed_at, updated_at)
     VALUES ($1, $2, $3, $4, 'paid', 'jpy', 1000, 100, 1100, 1100, now(), now())`,
    [orderId, organizationId, USER, orderNumber],
  );
  await database.query(
    `INSERT INTO payment_attempts (id, organization_id, order_id, order_number, user_id, status, amount_minor, currency,
       stripe_customer_id, idempotency_key, requested_at, stripe_payment_intent_id, amount_received_minor, updated_at)
     VALUES ($1, $2, $3, $4, $5, 'succeeded', 1100, 'jpy', 'cus_1', 'key_contract', now(), $6, 1100, now())`,
    [attemptId, organizationId, orderId, orderNumber, USER, stripePaymentIntentId],
  );
  return connected;
}

/** Ids that count up from `start`. */
export function uuidFrom(start: number): () => string {
  let next = start;
  return () => `00000000-0000-7000-8000-${(next++).toString(16).padStart(12, '0')}`;
}

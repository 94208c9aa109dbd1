import type pg from 'pg';
import type Stripe from 'stripe';
import type { SandboxClient } from './sandbox-client.js';
import { secretsInLogs, secretsInTables } from './secret-scan.js';

/** Where the invariants of reliability.md are looked up: our database, Stripe's truth, and what was logged. */
export interface Evidence {
  readonly database: pg.Pool;
  readonly sandbox: SandboxClient;
  readonly output: string;
}

interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly captured: number;
  /** How often its history says `paid`. */
  readonly timesPaid: number;
}

interface AttemptRow {
  readonly id: string;
  readonly status: string;
  readonly intent: string | null;
  readonly paymentStatus: string | null;
}

interface CustomerRow {
  readonly userId: string;
  readonly stripeId: string | null;
}

/**
 * Everything in which the promises do not hold at this moment; empty once all is settled. Meant to be asked again
 * until it is empty, within the promised time.
 */
export async function violations({ database, sandbox, output }: Evidence): Promise<string[]> {
  const [intents, customers, events] = await Promise.all([
    sandbox.intents(),
    sandbox.customers(),
    sandbox.events(),
  ]);
  return [
    ...(await paidWrongly(database, intents)),
    ...(await eventsLost(database, events)),
    ...(await unsettled(database, intents)),
    ...(await duplicates(database, intents, customers)),
    ...(await secretsInTables(database)),
    ...secretsInLogs(output),
  ];
}

/** I1: paid exactly when one of its PaymentIntents succeeded as asked; any further success stands as a finding. */
async function paidWrongly(database: pg.Pool, intents: readonly Stripe.PaymentIntent[]): Promise<string[]> {
  const orders = await database.query<OrderRow>(
    `SELECT id, number, status, currency, total_minor::float8 AS total, captured_minor::float8 AS captured,
       (SELECT count(*)::int FROM order_history WHERE order_id = orders.id AND status = 'paid') AS "timesPaid"
     FROM orders`,
  );
  const findings = await database.query<{ subject: string }>('SELECT subject FROM findings');
  const found = new Set(findings.rows.map(({ subject }) => subject));
  return orders.rows.flatMap((order) => {
    const taken = intents.filter(
      ({ status, metadata }) => status === 'succeeded' && metadata.order_id === order.id,
    );
    const fitting = taken.filter(
      (intent) => intent.amount_received === order.total && intent.currency === order.currency,
    );
    const unexplained = taken.filter(({ id }) => !found.has(id)).length;
    const isPaid = order.status === 'paid';
    const problems = [];
    if (isPaid && order.total > 0 && fitting.length === 0) problems.push('paid, and Stripe took nothing');
    if (!isPaid && unexplained > 0) problems.push(`${order.status}, and Stripe took its money`);
    if (isPaid && unexplained > 1) problems.push('paid more than once at Stripe, without a finding');
    if (order.timesPaid > 1) problems.push('turned paid more than once');
    if (order.captured !== (isPaid ? order.total : 0)) problems.push(`${order.captured} captured in its row`);
    return problems.map((problem) => `I1: order ${order.number} is ${problem}`);
  });
}

/** I2: what was acknowledged is in the inbox, and ends. */
async function eventsLost(database: pg.Pool, events: readonly Stripe.Event[]): Promise<string[]> {
  const { rows } = await database.query<{ id: string; status: string }>(
    'SELECT id, status FROM stripe_events',
  );
  const inbox = new Set(rows.map(({ id }) => id));
  const lost = events.filter(({ id, pending_webhooks }) => pending_webhooks === 0 && !inbox.has(id));
  const open = rows.filter(({ status }) => status === 'pending' || status === 'processing');
  return [
    ...lost.map(({ id }) => `I2: event ${id} was acknowledged and is not in the inbox`),
    ...open.map(({ id, status }) => `I2: event ${id} is ${status}`),
  ];
}

/** I4: what we believe of a payment is what Stripe says. An attempt that nobody came back to may still be `opening`. */
async function unsettled(database: pg.Pool, intents: readonly Stripe.PaymentIntent[]): Promise<string[]> {
  const { rows } = await database.query<AttemptRow>(
    `SELECT id, status, stripe_payment_intent_id AS intent, payment_status AS "paymentStatus" FROM payment_attempts`,
  );
  const truth = new Map(intents.map(({ id, status }) => [id, status]));
  return rows
    .filter(({ intent, paymentStatus }) => intent !== null && truth.get(intent) !== paymentStatus)
    .map(
      ({ intent, paymentStatus }) =>
        `I4: ${intent} is ${truth.get(intent ?? '')}, and we believe ${paymentStatus}`,
    );
}

/** One customer a user and one PaymentIntent an attempt, at Stripe; and ours is that one. */
async function duplicates(
  database: pg.Pool,
  intents: readonly Stripe.PaymentIntent[],
  customers: readonly Stripe.Customer[],
): Promise<string[]> {
  const { rows } = await database.query<CustomerRow>(
    `SELECT user_id AS "userId", stripe_customer_id AS "stripeId" FROM stripe_customers`,
  );
  const known = new Set(rows.map(({ stripeId }) => stripeId));
  const unknown = customers.filter(({ id, metadata }) => metadata.user_id && !known.has(id));
  const open = intents.filter(({ status, metadata }) => status !== 'canceled' && metadata.attempt_id);
  return [
    ...repeated(customers, 'user_id').map((id) => `user ${id} has several customers at Stripe`),
    ...repeated(open, 'order_id').map((id) => `order ${id} has several open PaymentIntents at Stripe`),
    ...unknown.map(({ id }) => `customer ${id} at Stripe is nobody's here`),
  ];
}

function repeated(objects: readonly { readonly metadata: Stripe.Metadata }[], key: string): string[] {
  const values = objects.map(({ metadata }) => metadata[key]).filter((value) => value !== undefined);
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

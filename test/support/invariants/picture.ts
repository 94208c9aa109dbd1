import type pg from 'pg';
import type Stripe from 'stripe';
import type { SandboxClient } from '../sandbox-client.js';

/** Amounts are in minor units. */
export interface OrderRow {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly currency: string;
  readonly total: number;
  readonly captured: number;
  readonly refunded: number;
  readonly paidBy: string | null;
  /** Whether money was once held for it that it counted on. */
  readonly wasAuthorized: boolean;
}

interface AttemptRow {
  readonly id: string;
  readonly orderId: string;
  readonly status: string;
  readonly intent: string | null;
  readonly paymentStatus: string | null;
  readonly received: number;
  readonly captureAsked: boolean;
  /** What we asked Stripe to capture; null where we did not. */
  readonly captureAmount: number | null;
  /** Not yet past the time within which an outcome may stay unknown. */
  readonly isYoung: boolean;
}

interface RefundRow {
  readonly id: string;
  readonly intent: string;
  readonly requestedBy: string;
  readonly reason: string | null;
  readonly stripeId: string | null;
  readonly status: string;
  readonly amount: number;
  /** Stripe's word for why it failed or was refused. */
  readonly failureCode: string | null;
  readonly isYoung: boolean;
}

/** Anything of Stripe's of which we keep the standing. */
export interface KnownStanding {
  readonly stripeId: string;
  readonly status: string;
}

interface DisputeRow extends KnownStanding {
  readonly id: string;
}

interface ReviewRow extends KnownStanding {
  readonly orderId: string;
  readonly closedReason: string | null;
}

interface Announcement {
  readonly type: string;
  readonly subject: string;
  readonly isSent: boolean;
  /** How many mails it has led to. */
  readonly mails: number;
}

interface FindingRow {
  readonly kind: string;
  readonly subject: string;
  readonly isOpen: boolean;
}

/** What we believe, row by row. */
interface OurBooks {
  readonly orders: readonly OrderRow[];
  readonly attempts: readonly AttemptRow[];
  readonly refunds: readonly RefundRow[];
  readonly disputes: readonly DisputeRow[];
  readonly sessions: readonly KnownStanding[];
  readonly reviews: readonly ReviewRow[];
  readonly warnings: readonly KnownStanding[];
  readonly announcements: readonly Announcement[];
  readonly findings: readonly FindingRow[];
  readonly inbox: readonly { readonly id: string; readonly status: string }[];
  readonly customers: readonly { readonly stripeId: string | null }[];
}

/** What Stripe knows to be true. */
export interface StripesBooks {
  readonly intents: readonly Stripe.PaymentIntent[];
  readonly charges: readonly Stripe.Charge[];
  readonly refunds: readonly Stripe.Refund[];
  readonly disputes: readonly Stripe.Dispute[];
  readonly sessions: readonly Stripe.Checkout.Session[];
  /** Open ones only: Stripe lists no others. */
  readonly reviews: readonly Stripe.Review[];
  readonly warnings: readonly Stripe.Radar.EarlyFraudWarning[];
  readonly customers: readonly Stripe.Customer[];
  readonly events: readonly Stripe.Event[];
}

export interface Picture {
  readonly ours: OurBooks;
  readonly stripes: StripesBooks;
  /** Attempts that were given up because Stripe denied to have what they are paid by: that may still be there, and be paid. */
  readonly givenUp: ReadonlySet<string>;
}

/** SQL for each part of `OurBooks`; `$1` is how many seconds something may stay unknown. */
const OURS = {
  orders: `SELECT id, number, status, currency, total_minor::float8 AS total, captured_minor::float8 AS captured,
    refunded_minor::float8 AS refunded, paid_by_attempt_id AS "paidBy",
    EXISTS (SELECT FROM order_history WHERE order_id = orders.id AND status = 'authorized') AS "wasAuthorized"
    FROM orders`,
  attempts: `SELECT id, order_id AS "orderId", status, stripe_payment_intent_id AS intent, payment_status AS "paymentStatus",
    amount_received_minor::float8 AS received, capture_key IS NOT NULL AS "captureAsked",
    capture_amount_minor::float8 AS "captureAmount",
    coalesce(capture_requested_at, requested_at) > now() - $1 * interval '1 second' AS "isYoung" FROM payment_attempts`,
  refunds: `SELECT id, stripe_refund_id AS "stripeId", status, amount_minor::float8 AS amount, reason,
    failure_code AS "failureCode", stripe_payment_intent_id AS intent, requested_by AS "requestedBy", created_at > now() - $1 * interval '1 second' AS "isYoung"
    FROM refunds`,
  disputes: `SELECT id, stripe_dispute_id AS "stripeId", status FROM disputes`,
  sessions: `SELECT stripe_session_id AS "stripeId", status FROM checkout_sessions WHERE stripe_session_id IS NOT NULL`,
  reviews: `SELECT stripe_review_id AS "stripeId", CASE WHEN is_open THEN 'open' ELSE 'closed' END AS status,
    order_id AS "orderId", closed_reason AS "closedReason" FROM payment_reviews`,
  warnings: `SELECT stripe_warning_id AS "stripeId", is_actionable::text AS status FROM early_fraud_warnings`,
  announcements: `SELECT type, subject, dispatched_at IS NOT NULL AS "isSent",
    (SELECT count(*)::int FROM notifications WHERE event_id = event.id AND channel = 'mail') AS mails
    FROM outbox_events AS event`,
  findings: `SELECT kind, subject, resolved_at IS NULL AS "isOpen" FROM findings`,
  inbox: `SELECT id, status FROM stripe_events`,
  customers: `SELECT stripe_customer_id AS "stripeId" FROM stripe_customers`,
} as const satisfies Record<keyof OurBooks, string>;

/**
 * Ours first, then Stripe's: whatever moves between the two looks is a difference that the next look does not see any more.
 * @param unknownForS how long something may stay unknown
 * @param denied ids that Stripe has once denied to have
 */
export async function takePicture(
  database: pg.Pool,
  sandbox: SandboxClient,
  unknownForS: number,
  denied: ReadonlySet<string>,
): Promise<Picture> {
  const parts = Object.entries(OURS).map(async ([name, sql]) => {
    const values = sql.includes('$1') ? [unknownForS] : [];
    const { rows } = await database.query<Record<string, unknown>>(sql, values);
    return [name, rows] as const;
  });
  const ours = Object.fromEntries(await Promise.all(parts)) as unknown as OurBooks;
  const stripes = await sandbox.books();
  return { ours, stripes, givenUp: givenUp(ours, stripes, denied) };
}

function givenUp(ours: OurBooks, stripes: StripesBooks, denied: ReadonlySet<string>): Set<string> {
  const ofDenied = [...stripes.intents, ...stripes.sessions]
    .filter(({ id }) => denied.has(id))
    .map(({ metadata }) => metadata?.attempt_id);
  const abandoned = ours.attempts.filter(({ status }) => status === 'abandoned').map(({ id }) => id);
  return new Set(abandoned.filter((id) => ofDenied.includes(id)));
}

/** Objects by what they belong to. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string | null | undefined,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (typeof key === 'string') groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}

/** The id of what Stripe shows as an id or, expanded, as an object. */
export function idOf(reference: string | { readonly id: string } | null | undefined): string | null {
  return typeof reference === 'object' && reference !== null ? reference.id : (reference ?? null);
}

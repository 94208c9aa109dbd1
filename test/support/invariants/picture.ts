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
}

interface AttemptRow {
  readonly id: string;
  readonly orderId: string;
  readonly status: string;
  readonly intent: string | null;
  readonly paymentStatus: string | null;
  readonly received: number;
  readonly captureAsked: boolean;
  /** Not yet past the time within which an outcome may stay unknown. */
  readonly isYoung: boolean;
}

interface RefundRow {
  readonly id: string;
  readonly stripeId: string | null;
  readonly status: string;
  readonly amount: number;
  readonly isYoung: boolean;
}

/** Anything of Stripe's of which we keep the standing. */
export interface KnownStanding {
  readonly stripeId: string;
  readonly status: string;
}

interface Announcement {
  readonly type: string;
  readonly subject: string;
  readonly isSent: boolean;
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
  readonly disputes: readonly KnownStanding[];
  readonly sessions: readonly KnownStanding[];
  readonly reviews: readonly KnownStanding[];
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
}

/** SQL for each part of `OurBooks`; `$1` is how many seconds something may stay unknown. */
const OURS = {
  orders: `SELECT id, number, status, currency, total_minor::float8 AS total, captured_minor::float8 AS captured,
    refunded_minor::float8 AS refunded, paid_by_attempt_id AS "paidBy" FROM orders`,
  attempts: `SELECT id, order_id AS "orderId", status, stripe_payment_intent_id AS intent, payment_status AS "paymentStatus",
    amount_received_minor::float8 AS received, capture_key IS NOT NULL AS "captureAsked",
    coalesce(capture_requested_at, requested_at) > now() - $1 * interval '1 second' AS "isYoung" FROM payment_attempts`,
  refunds: `SELECT id, stripe_refund_id AS "stripeId", status, amount_minor::float8 AS amount,
    created_at > now() - $1 * interval '1 second' AS "isYoung" FROM refunds`,
  disputes: `SELECT stripe_dispute_id AS "stripeId", status FROM disputes`,
  sessions: `SELECT stripe_session_id AS "stripeId", status FROM checkout_sessions WHERE stripe_session_id IS NOT NULL`,
  reviews: `SELECT stripe_review_id AS "stripeId", CASE WHEN is_open THEN 'open' ELSE 'closed' END AS status
    FROM payment_reviews`,
  warnings: `SELECT stripe_warning_id AS "stripeId", is_actionable::text AS status FROM early_fraud_warnings`,
  announcements: `SELECT type, subject, dispatched_at IS NOT NULL AS "isSent" FROM outbox_events`,
  findings: `SELECT kind, subject, resolved_at IS NULL AS "isOpen" FROM findings`,
  inbox: `SELECT id, status FROM stripe_events`,
  customers: `SELECT stripe_customer_id AS "stripeId" FROM stripe_customers`,
} as const satisfies Record<keyof OurBooks, string>;

/**
 * Ours first, then Stripe's: whatever moves between the two looks is a difference that the next look does not see any more.
 * @param unknownForS how long something may stay unknown
 */
export async function takePicture(
  database: pg.Pool,
  sandbox: SandboxClient,
  unknownForS: number,
): Promise<Picture> {
  const parts = Object.entries(OURS).map(async ([name, sql]) => {
    const values = sql.includes('$1') ? [unknownForS] : [];
    const { rows } = await database.query<Record<string, unknown>>(sql, values);
    return [name, rows] as const;
  });
  const ours = Object.fromEntries(await Promise.all(parts)) as unknown as OurBooks;
  return { ours, stripes: await sandbox.books() };
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

import { EVENT_TYPES } from '../../../application/notifications/event-types.js';

/** All but that of findings, which have entries of their own. */
const TOLD_TYPES = EVENT_TYPES.filter((type) => type !== 'finding.recorded')
  .map((type) => `'${type}'`)
  .join();

/** Rows of the order ($1 organization, $2 order) by which everything else about it is found. */
const OWN = `
  attempt AS (SELECT * FROM payment_attempts WHERE organization_id = $1 AND order_id = $2),
  refund AS (SELECT * FROM refunds WHERE organization_id = $1 AND order_id = $2),
  dispute AS (SELECT * FROM disputes WHERE organization_id = $1 AND order_id = $2),
  review AS (SELECT * FROM payment_reviews WHERE organization_id = $1 AND order_id = $2),
  warning AS (SELECT * FROM early_fraud_warnings WHERE organization_id = $1 AND order_id = $2)`;

/** Everything at Stripe that belongs to the order: every charge that was tried, too. */
const OBJECTS = `
  object AS (
    SELECT stripe_payment_intent_id AS id FROM attempt
    UNION SELECT stripe_charge_id FROM attempt
    UNION SELECT r.stripe_charge_id FROM payment_risks r JOIN attempt a USING (stripe_payment_intent_id)
      WHERE r.organization_id = $1
    UNION SELECT s.stripe_session_id FROM checkout_sessions s JOIN attempt a ON a.id = s.attempt_id
    UNION SELECT stripe_refund_id FROM refund
    UNION SELECT stripe_dispute_id FROM dispute
    UNION SELECT stripe_review_id FROM review
    UNION SELECT stripe_warning_id FROM warning
  ),
  event AS (
    SELECT e.id, e.type, e.object_id, e.status, e.last_error, e.received_at
    FROM stripe_events e JOIN object o ON e.organization_id = $1 AND e.object_id = o.id
  )`;

/** What audit log, findings and messages call the order and its parts. */
const SUBJECTS = `
  subject AS (
    SELECT $2::text AS id
    UNION SELECT id::text FROM attempt UNION SELECT id::text FROM refund UNION SELECT id::text FROM dispute
    UNION SELECT id FROM object WHERE id IS NOT NULL UNION SELECT id FROM event
  ),
  told AS (
    SELECT x.id FROM outbox_events x JOIN subject s ON s.id = x.subject
    WHERE x.organization_id = $1 AND x.type IN (${TOLD_TYPES})
  )`;

/** Columns of the first SELECT name those of all. */
const ENTRIES = `
  entry AS (
    SELECT 'status'::text AS kind, position::text AS id, at, status AS title, NULL::text AS status,
      NULL::bigint AS amount_minor, NULL::text AS currency, NULL::text AS reference, cause AS detail,
      NULL::uuid AS actor_user_id
    FROM order_history WHERE organization_id = $1 AND order_id = $2
    UNION ALL
    SELECT 'payment', id::text, requested_at, kind, status, amount_minor, currency, stripe_payment_intent_id,
      coalesce(last_error_code, cancellation_reason), NULL FROM attempt
    UNION ALL
    SELECT 'capture', id::text, capture_requested_at, 'requested', payment_status, capture_amount_minor, currency,
      stripe_payment_intent_id, NULL, NULL FROM attempt WHERE capture_requested_at IS NOT NULL
    UNION ALL
    SELECT 'refund', id::text, created_at, requested_by, status, amount_minor, currency, stripe_refund_id,
      coalesce(failure_code, reason), NULL FROM refund
    UNION ALL
    SELECT 'dispute', id::text, opened_at, reason, status, amount_minor, currency, stripe_dispute_id, NULL, NULL
    FROM dispute
    UNION ALL
    SELECT 'review', stripe_review_id, updated_at, coalesce(opened_reason, 'rule'),
      coalesce(closed_reason, 'open'), NULL, NULL, NULL, NULL, NULL FROM review
    UNION ALL
    SELECT 'fraud_warning', stripe_warning_id, warned_at, fraud_type, NULL, NULL, NULL, stripe_charge_id, NULL, NULL
    FROM warning
    UNION ALL
    SELECT 'finding', f.id::text, f.created_at, f.kind,
      CASE WHEN f.resolved_at IS NULL THEN 'open' ELSE 'resolved' END, NULL, NULL, f.subject, f.detail, NULL
    FROM findings f JOIN subject s ON s.id = f.subject WHERE f.organization_id = $1
    UNION ALL
    SELECT 'event', id, received_at, type, status, NULL, NULL, object_id, last_error, NULL FROM event
    UNION ALL
    SELECT 'audit', a.id::text, a.at, a.action, NULL, (a.detail ->> 'amount')::bigint, a.detail ->> 'currency',
      NULL, a.detail ->> 'reason', a.actor_user_id
    FROM audit_log a JOIN subject s ON s.id = a.subject WHERE a.organization_id = $1
    UNION ALL
    SELECT CASE n.channel WHEN 'mail' THEN 'mail' ELSE 'message' END, n.id::text, coalesce(n.sent_at, n.created_at),
      n.subject, n.status, NULL, NULL, nullif(n.recipient, ''), n.last_error, NULL
    FROM notifications n JOIN told t ON t.id = n.event_id WHERE n.organization_id = $1
  )`;

/** Ends with `entry`: all that is known of an order, from every context, each part found by an index. */
export const TIMELINE = `WITH ${OWN}, ${OBJECTS}, ${SUBJECTS}, ${ENTRIES}`;

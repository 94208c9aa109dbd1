import type { AttemptSnapshot } from '../../../domain/payments/attempt-snapshot.js';
import { toSafeInteger } from '../columns.js';

/** `bigint` columns arrive as text. */
type Amounts = 'amountMinor' | 'amountReceivedMinor' | 'amountCapturableMinor';

/** What ATTEMPT_SELECT answers. */
export type SelectedAttempt = Omit<AttemptSnapshot, Amounts | 'captureAmountMinor'> &
  Record<Amounts, string> & { readonly captureAmountMinor: string | null };

export const ATTEMPT_SELECT = `
  SELECT id, organization_id AS "organizationId", version, order_id AS "orderId", order_number AS "orderNumber",
    user_id AS "userId", kind, status, amount_minor AS "amountMinor", currency, capture_method AS "captureMethod",
    stripe_customer_id AS "stripeCustomerId", idempotency_key AS "idempotencyKey", requested_at AS "requestedAt",
    stripe_payment_intent_id AS "stripePaymentIntentId", payment_status AS "paymentStatus",
    payment_asked_at AS "paymentAskedAt", payment_as_of AS "paymentAsOf",
    amount_received_minor AS "amountReceivedMinor", amount_capturable_minor AS "amountCapturableMinor",
    stripe_charge_id AS "stripeChargeId", cancellation_reason AS "cancellationReason",
    last_error_code AS "lastErrorCode", last_error_message AS "lastErrorMessage", capture_key AS "captureKey",
    capture_amount_minor AS "captureAmountMinor", capture_requested_at AS "captureRequestedAt",
    closed_at AS "closedAt", updated_at AS "updatedAt"
  FROM payment_attempts`;

export function toAttemptSnapshot(row: SelectedAttempt): AttemptSnapshot {
  return {
    ...row,
    amountMinor: toSafeInteger(row.amountMinor),
    amountReceivedMinor: toSafeInteger(row.amountReceivedMinor),
    amountCapturableMinor: toSafeInteger(row.amountCapturableMinor),
    captureAmountMinor: row.captureAmountMinor === null ? null : toSafeInteger(row.captureAmountMinor),
  };
}

/** What an attempt is for never changes. */
export const ATTEMPT_UPDATE = `
  UPDATE payment_attempts
  SET status = $4, idempotency_key = $5, requested_at = $6, stripe_payment_intent_id = $7, payment_status = $8,
    payment_asked_at = $9, payment_as_of = $10, amount_received_minor = $11, amount_capturable_minor = $12,
    stripe_charge_id = $13, cancellation_reason = $14, last_error_code = $15, last_error_message = $16,
    capture_key = $17, capture_amount_minor = $18, capture_requested_at = $19, closed_at = $20, updated_at = $21,
    version = version + 1
  WHERE id = $1 AND organization_id = $2 AND version = $3
  RETURNING id`;

export function toUpdateParameters(attempt: AttemptSnapshot): unknown[] {
  return [
    ...[attempt.id, attempt.organizationId, attempt.version],
    ...[attempt.status, attempt.idempotencyKey, attempt.requestedAt, attempt.stripePaymentIntentId],
    ...[attempt.paymentStatus, attempt.paymentAskedAt, attempt.paymentAsOf],
    ...[attempt.amountReceivedMinor, attempt.amountCapturableMinor, attempt.stripeChargeId],
    ...[attempt.cancellationReason, attempt.lastErrorCode, attempt.lastErrorMessage],
    ...[attempt.captureKey, attempt.captureAmountMinor, attempt.captureRequestedAt],
    ...[attempt.closedAt, attempt.updatedAt],
  ];
}

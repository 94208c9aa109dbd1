import { EntitySchema } from 'typeorm';
import type { AttemptSnapshot } from '../../../domain/payments/attempt-snapshot.js';
import { integer, minorUnits, nullableText, nullableTime, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record of scalars, so the row is the same. */
export type PaymentAttemptRow = AttemptSnapshot;

export const paymentAttemptTable = new EntitySchema<PaymentAttemptRow>({
  name: 'payment_attempt',
  tableName: 'payment_attempts',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    orderId: { ...uuid, name: 'order_id' },
    orderNumber: { ...text, name: 'order_number' },
    userId: { ...uuid, name: 'user_id' },
    kind: text,
    status: text,
    amountMinor: { ...minorUnits, name: 'amount_minor' },
    currency: text,
    captureMethod: { ...text, name: 'capture_method' },
    stripeCustomerId: { ...text, name: 'stripe_customer_id' },
    idempotencyKey: { ...text, name: 'idempotency_key' },
    requestedAt: { ...time, name: 'requested_at' },
    stripePaymentIntentId: { ...nullableText, name: 'stripe_payment_intent_id' },
    paymentStatus: { ...nullableText, name: 'payment_status' },
    paymentAskedAt: { ...nullableTime, name: 'payment_asked_at' },
    paymentAsOf: { ...nullableTime, name: 'payment_as_of' },
    amountReceivedMinor: { ...minorUnits, name: 'amount_received_minor' },
    amountCapturableMinor: { ...minorUnits, name: 'amount_capturable_minor' },
    stripeChargeId: { ...nullableText, name: 'stripe_charge_id' },
    cancellationReason: { ...nullableText, name: 'cancellation_reason' },
    lastErrorCode: { ...nullableText, name: 'last_error_code' },
    lastErrorMessage: { ...nullableText, name: 'last_error_message' },
    captureKey: { ...nullableText, name: 'capture_key' },
    captureAmountMinor: { ...minorUnits, nullable: true, name: 'capture_amount_minor' },
    captureRequestedAt: { ...nullableTime, name: 'capture_requested_at' },
    closedAt: { ...nullableTime, name: 'closed_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});

import { EntitySchema } from 'typeorm';
import type { RefundSnapshot } from '../../../domain/payments/refund.js';
import { integer, minorUnits, nullableText, nullableTime, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record of scalars, so the row is the same. */
export type RefundRow = RefundSnapshot;

export const refundTable = new EntitySchema<RefundRow>({
  name: 'refund',
  tableName: 'refunds',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    attemptId: { ...uuid, name: 'attempt_id' },
    orderId: { ...uuid, name: 'order_id' },
    orderNumber: { ...text, name: 'order_number' },
    stripePaymentIntentId: { ...text, name: 'stripe_payment_intent_id' },
    amountMinor: { ...minorUnits, name: 'amount_minor' },
    currency: text,
    reason: nullableText,
    requestedBy: { ...text, name: 'requested_by' },
    status: text,
    idempotencyKey: { ...nullableText, name: 'idempotency_key' },
    keyMadeAt: { ...nullableTime, name: 'key_made_at' },
    nextTryAt: { ...nullableTime, name: 'next_try_at' },
    stripeRefundId: { ...nullableText, name: 'stripe_refund_id' },
    stripeAskedAt: { ...nullableTime, name: 'stripe_asked_at' },
    stripeAsOf: { ...nullableTime, name: 'stripe_as_of' },
    failureCode: { ...nullableText, name: 'failure_code' },
    failureMessage: { ...nullableText, name: 'failure_message' },
    createdAt: { ...time, name: 'created_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});

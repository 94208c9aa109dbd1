import { EntitySchema } from 'typeorm';
import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import { flag, integer, minorUnits, nullableTime, text, time, uuid, uuidKey } from '../columns.js';

/** The snapshot is a plain record, its balance transactions a JSON list, so the row is the same. */
export type DisputeRow = DisputeSnapshot;

export const disputeTable = new EntitySchema<DisputeRow>({
  name: 'dispute',
  tableName: 'disputes',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    attemptId: { ...uuid, name: 'attempt_id' },
    orderId: { ...uuid, name: 'order_id' },
    orderNumber: { ...text, name: 'order_number' },
    stripeDisputeId: { ...text, name: 'stripe_dispute_id' },
    stripePaymentIntentId: { ...text, name: 'stripe_payment_intent_id' },
    stripeChargeId: { ...text, name: 'stripe_charge_id' },
    amountMinor: { ...minorUnits, name: 'amount_minor' },
    currency: text,
    reason: text,
    status: text,
    dueBy: { ...nullableTime, name: 'due_by' },
    isChargeRefundable: { ...flag, name: 'is_charge_refundable' },
    hasEvidence: { ...flag, name: 'has_evidence' },
    submissionCount: { ...integer, name: 'submission_count' },
    balanceTransactions: { type: 'jsonb', name: 'balance_transactions' },
    askedAt: { ...time, name: 'asked_at' },
    asOf: { ...time, name: 'as_of' },
    openedAt: { ...time, name: 'opened_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});

import { EntitySchema } from 'typeorm';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import { integer, minorUnits, nullableTime, nullableUuid, text, time, uuid, uuidKey } from '../columns.js';

/** The order itself; its lines, taxes and history have tables of their own. */
export type OrderRow = Omit<OrderSnapshot, 'lines' | 'taxes' | 'history'>;

export const orderTable = new EntitySchema<OrderRow>({
  name: 'order',
  tableName: 'orders',
  columns: {
    id: uuidKey,
    organizationId: { ...uuid, name: 'organization_id' },
    version: integer,
    userId: { ...uuid, name: 'user_id' },
    number: text,
    status: text,
    currency: text,
    subtotalMinor: { ...minorUnits, name: 'subtotal_minor' },
    taxMinor: { ...minorUnits, name: 'tax_minor' },
    totalMinor: { ...minorUnits, name: 'total_minor' },
    captureMethod: { ...text, name: 'capture_method' },
    capturedMinor: { ...minorUnits, name: 'captured_minor' },
    refundedMinor: { ...minorUnits, name: 'refunded_minor' },
    paidByAttemptId: { ...nullableUuid, name: 'paid_by_attempt_id' },
    placedAt: { ...time, name: 'placed_at' },
    paidAt: { ...nullableTime, name: 'paid_at' },
    fulfillableAt: { ...nullableTime, name: 'fulfillable_at' },
    updatedAt: { ...time, name: 'updated_at' },
  },
});

import { Injectable } from '@nestjs/common';
import {
  IOrderRepository,
  OrderIdTaken,
  OrderNumberTaken,
} from '../../../application/orders/ports/order-repository.js';
import { sessionEnded } from '../../../domain/identity/identity-errors.js';
import { lineAmountMinor } from '../../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import { Order } from '../../../domain/orders/order.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow, isRefusedBy, isUniqueViolation } from '../write-conflict.js';
import {
  type OrderHistoryRow,
  orderHistoryTable,
  type OrderItemRow,
  orderItemTable,
  orderTaxTable,
  type OrderTaxRow,
} from './order-parts.table.js';
import { ORDER_SELECT, ORDER_SELECT_FOR_UPDATE, type SelectedOrder, toSnapshot } from './order-select.js';
import { orderTable } from './order.table.js';

/**
 * The order and what its history has more, in one round trip: payments wait for it. Nobody else has added to the history
 * since the order was read, as long as its version still stands. A slow payment that failed may have taken longer than the
 * time to pay (unpaid-orders.ts), which begins anew then.
 */
const UPDATE = `
  WITH updated AS (
    UPDATE orders
    SET status = $4, captured_minor = $5, refunded_minor = $6, paid_at = $7, updated_at = $8,
      paid_by_attempt_id = $10, fulfillable_at = $11, version = version + 1,
      payable_since = CASE WHEN status = 'processing' AND $4 = 'awaiting_payment' THEN $8 ELSE payable_since END
    WHERE id = $1 AND organization_id = $2 AND version = $3
    RETURNING id, organization_id
  ), added AS (
    INSERT INTO order_history (order_id, organization_id, position, status, at, cause)
    SELECT updated.id, updated.organization_id, entry.position, entry.status, entry.at, entry.cause
    FROM updated,
      jsonb_to_recordset($9::jsonb) AS entry (position integer, status text, at timestamptz, cause text)
    ON CONFLICT DO NOTHING
  )
  SELECT id FROM updated`;

@Injectable()
export class OrderRepository extends IOrderRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(order: Order): Promise<void> {
    const snapshot = order.snapshot();
    try {
      await this.database.run(async () => {
        // The table takes its own columns of the snapshot; the parts have tables of their own.
        await this.database.manager.insert(orderTable, snapshot);
        await this.database.manager.insert(orderItemTable, toItemRows(snapshot));
        await this.database.manager.insert(orderTaxTable, toTaxRows(snapshot));
        await this.database.manager.insert(orderHistoryTable, toHistoryRows(snapshot));
      });
    } catch (error) {
      if (isUniqueViolation(error, 'orders_organization_id_number_key'))
        throw new OrderNumberTaken(order.number);
      if (isUniqueViolation(error, 'orders_pkey')) throw new OrderIdTaken(order.id);
      if (isRefusedBy(error, 'user_not_deleted')) throw sessionEnded();
      throw error;
    }
  }

  async update(order: Order): Promise<void> {
    const snapshot = order.snapshot();
    const { id, organizationId, version, status, capturedMinor, refundedMinor, paidAt, updatedAt } = snapshot;
    const { paidByAttemptId, fulfillableAt } = snapshot;
    const history = JSON.stringify(toHistoryRows(snapshot));
    const updated = await this.database.query<{ id: string }>(UPDATE, [
      ...[id, organizationId, version],
      ...[status, capturedMinor, refundedMinor, paidAt, updatedAt, history, paidByAttemptId, fulfillableAt],
    ]);
    assertOneRow(updated.length, `Order ${id}`);
  }

  async findById(organizationId: string, id: string): Promise<Order | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<SelectedOrder>(
      `${ORDER_SELECT} WHERE o.organization_id = $1 AND o.id = $2`,
      [organizationId, id],
    );
    return row ? Order.rehydrate(toSnapshot(row)) : null;
  }

  /** In one statement, unless it had to wait for its lock behind somebody who changed the order. */
  async findByIdForUpdate(organizationId: string, id: string): Promise<Order | null> {
    invariant(this.database.inTransaction, 'A lock outside a transaction protects nothing.');
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<SelectedOrder & { partsVersion: number }>(
      ORDER_SELECT_FOR_UPDATE,
      [organizationId, id],
    );
    if (!row) return null;
    const { partsVersion, ...selected } = row;
    if (partsVersion !== selected.version) return this.findById(organizationId, id);
    return Order.rehydrate(toSnapshot(selected));
  }
}

function toItemRows({ id: orderId, organizationId, lines }: OrderSnapshot): OrderItemRow[] {
  return lines.map((line, position) => ({
    ...line,
    organizationId,
    orderId,
    position,
    amountMinor: lineAmountMinor(line),
  }));
}

function toTaxRows({ id: orderId, organizationId, taxes }: OrderSnapshot): OrderTaxRow[] {
  return taxes.map((tax) => ({ ...tax, organizationId, orderId }));
}

function toHistoryRows({ id: orderId, organizationId, history }: OrderSnapshot): OrderHistoryRow[] {
  return history.map((entry, position) => ({ ...entry, organizationId, orderId, position }));
}

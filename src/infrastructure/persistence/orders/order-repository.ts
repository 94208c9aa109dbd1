import { Injectable } from '@nestjs/common';
import {
  IOrderRepository,
  OrderIdTaken,
  OrderNumberTaken,
} from '../../../application/orders/ports/order-repository.js';
import { lineAmountMinor } from '../../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import { Order } from '../../../domain/orders/order.js';
import { invariant } from '../../../domain/shared/domain-error.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow, isUniqueViolation } from '../write-conflict.js';
import {
  type OrderHistoryRow,
  orderHistoryTable,
  type OrderItemRow,
  orderItemTable,
  orderTaxTable,
  type OrderTaxRow,
} from './order-parts.table.js';
import { ORDER_SELECT, type SelectedOrder, toSnapshot } from './order-select.js';
import { orderTable } from './order.table.js';

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
      throw error;
    }
  }

  async update(order: Order): Promise<void> {
    const { id, organizationId, version, status, capturedMinor, refundedMinor, paidAt, updatedAt } =
      order.snapshot();
    await this.database.run(async () => {
      const result = await this.database.manager.update(
        orderTable,
        { id, organizationId, version },
        { status, capturedMinor, refundedMinor, paidAt, updatedAt, version: version + 1 },
      );
      assertOneRow(result.affected, `Order ${id}`);
      // Nobody else has added to the history since the order was read: its version still stood.
      await this.database.manager
        .createQueryBuilder()
        .insert()
        .into(orderHistoryTable)
        .values(toHistoryRows(order.snapshot()))
        .orIgnore()
        .execute();
    });
  }

  async findById(organizationId: string, id: string): Promise<Order | null> {
    if (!isUuid(id)) return null;
    const [row] = await this.database.query<SelectedOrder>(
      `${ORDER_SELECT} WHERE o.organization_id = $1 AND o.id = $2`,
      [organizationId, id],
    );
    return row ? Order.rehydrate(toSnapshot(row)) : null;
  }

  /**
   * The lock and the reading are two statements: one that had to wait for its lock would show the order as it is now
   * and its history as it was before.
   */
  async findByIdForUpdate(organizationId: string, id: string): Promise<Order | null> {
    invariant(this.database.inTransaction, 'A lock outside a transaction protects nothing.');
    if (!isUuid(id)) return null;
    await this.database.query(`SELECT FROM orders WHERE organization_id = $1 AND id = $2 FOR UPDATE`, [
      organizationId,
      id,
    ]);
    return this.findById(organizationId, id);
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

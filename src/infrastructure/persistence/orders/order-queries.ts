import { Injectable } from '@nestjs/common';
import { IOrderQueries } from '../../../application/orders/ports/order-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { OrderNotFound } from '../../../domain/orders/order-errors.js';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { ORDER_SELECT, type SelectedOrder, toSnapshot } from './order-select.js';

@Injectable()
export class OrderQueries extends IOrderQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async listOfUser(organizationId: string, userId: string, page: PageRequest): Promise<Page<OrderSnapshot>> {
    return this.#list(organizationId, userId, false, page);
  }

  async listPurchases(
    organizationId: string,
    userId: string,
    page: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    return this.#list(organizationId, userId, true, page);
  }

  async getOfUser(organizationId: string, userId: string, id: string): Promise<OrderSnapshot> {
    const order = await this.get(organizationId, id);
    if (order.userId !== userId) throw new OrderNotFound(id);
    return order;
  }

  async get(organizationId: string, id: string): Promise<OrderSnapshot> {
    if (!isUuid(id)) throw new OrderNotFound(id);
    const [row] = await this.database.query<SelectedOrder>(
      `${ORDER_SELECT} WHERE o.organization_id = $1 AND o.id = $2`,
      [organizationId, id],
    );
    if (!row) throw new OrderNotFound(id);
    return toSnapshot(row);
  }

  async #list(
    organizationId: string,
    userId: string,
    paidOnly: boolean,
    { limit, cursor }: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    const rows = await this.database.query<SelectedOrder>(
      `${ORDER_SELECT}
       WHERE o.organization_id = $1 AND o.user_id = $2 AND ($3::uuid IS NULL OR o.id < $3)
         AND (NOT $4::boolean OR o.paid_at IS NOT NULL)
       ORDER BY o.id DESC LIMIT $5`,
      [organizationId, userId, decodeIdCursor(cursor), paidOnly, limit + 1],
    );
    return toPage(rows.map(toSnapshot), limit, ({ id }) => encodeCursor(id));
  }
}

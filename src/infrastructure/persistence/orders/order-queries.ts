import { Injectable } from '@nestjs/common';
import { IOrderQueries } from '../../../application/orders/ports/order-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { OrderNotFound } from '../../../domain/orders/order-errors.js';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import type { OrderStatus } from '../../../domain/orders/order-status.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { ORDER_SELECT, type SelectedOrder, toSnapshot } from './order-select.js';

interface OrderFilter {
  readonly userId?: string;
  readonly status?: OrderStatus | undefined;
  readonly paidOnly?: boolean;
}

@Injectable()
export class OrderQueries extends IOrderQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async listOfUser(organizationId: string, userId: string, page: PageRequest): Promise<Page<OrderSnapshot>> {
    return this.#list(organizationId, { userId }, page);
  }

  async listPurchases(
    organizationId: string,
    userId: string,
    page: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    return this.#list(organizationId, { userId, paidOnly: true }, page);
  }

  async getOfUser(organizationId: string, userId: string, id: string): Promise<OrderSnapshot> {
    const order = await this.get(organizationId, id);
    if (order.userId !== userId) throw new OrderNotFound(id);
    return order;
  }

  async listAll(
    organizationId: string,
    filter: { readonly status?: OrderStatus | undefined },
    page: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    return this.#list(organizationId, filter, page);
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
    { userId, status, paidOnly = false }: OrderFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    const rows = await this.database.query<SelectedOrder>(
      `${ORDER_SELECT}
       WHERE o.organization_id = $1 AND ($2::uuid IS NULL OR o.user_id = $2) AND ($3::text IS NULL OR o.status = $3)
         AND ($4::uuid IS NULL OR o.id < $4) AND (NOT $6::boolean OR o.paid_at IS NOT NULL)
       ORDER BY o.id DESC LIMIT $5`,
      [organizationId, userId ?? null, status ?? null, decodeIdCursor(cursor), limit + 1, paidOnly],
    );
    return toPage(rows.map(toSnapshot), limit, ({ id }) => encodeCursor(id));
  }
}

import { Injectable } from '@nestjs/common';
import {
  IOrderSearch,
  type OrderFilter,
  type OrderName,
} from '../../../application/orders/ports/order-search.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import { decodeTimeCursor, encodeCursor, positionOf, timeOfPosition } from '../cursor.js';
import { Database } from '../database.js';
import { escapeLike } from '../escape-like.js';
import { isUuid } from '../uuid.js';
import { ORDER_COLUMNS, type SelectedOrder, toSnapshot } from './order-select.js';

/** Parameters that are null fall away when the statement is planned: each filter is read from its own index. */
const SEARCH = `
  SELECT ${ORDER_COLUMNS}, ${positionOf('o.placed_at')} AS position FROM orders o
  WHERE o.organization_id = $1
    AND ($2::text IS NULL OR o.status = $2)
    AND ($3::uuid IS NULL OR o.user_id = $3)
    AND ($4::uuid IS NULL OR o.user_id = $4)
    AND ($5::uuid[] IS NULL OR o.id = ANY ($5))
    AND ($6::timestamptz IS NULL OR o.placed_at >= $6)
    AND ($7::timestamptz IS NULL OR o.placed_at < $7)
    AND ($8::bigint IS NULL OR (o.placed_at, o.id) < (${timeOfPosition('$8')}, $9::uuid))
    AND ($12::text IS NULL OR o.number LIKE $12)
    AND (NOT $10 OR o.id = ANY (ARRAY(
      SELECT order_id FROM refunds WHERE organization_id = $1 AND status = 'requested'
    )))
  ORDER BY o.placed_at DESC, o.id DESC LIMIT $11`;

/** Of a beginning that more orders share, the list is read until enough of them are found. */
const MAX_BY_NUMBER = 1_000;
const BY_NUMBER = `SELECT id FROM orders WHERE organization_id = $1 AND number LIKE $2 LIMIT ${MAX_BY_NUMBER + 1}`;
const BY_PAYMENT = `
  SELECT order_id AS id FROM payment_attempts
  WHERE organization_id = $1 AND (stripe_payment_intent_id = $2 OR stripe_charge_id = $2)`;
const BY_ADDRESS = 'SELECT id FROM users WHERE organization_id = $1 AND email = $2';

/** What a name stands for: one customer's orders, these, or those with such a number. */
interface Named {
  readonly customerId?: string;
  readonly orderIds?: readonly string[];
  readonly numberPattern?: string;
}

@Injectable()
export class OrderSearch extends IOrderSearch {
  constructor(private readonly database: Database) {
    super();
  }

  async find(
    organizationId: string,
    { status, userId, name, placedFrom, placedBefore, awaitsRefund = false }: OrderFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Page<OrderSnapshot>> {
    const after = decodeTimeCursor(cursor, isUuid);
    const named = await this.#lookUp(organizationId, name);
    if (named === 'nothing') return { data: [], hasMore: false, nextCursor: null };
    const rows = await this.database.query<SelectedOrder & { readonly position: string }>(SEARCH, [
      organizationId,
      status ?? null,
      userId ?? null,
      ...[named.customerId ?? null, named.orderIds ?? null],
      ...[placedFrom ?? null, placedBefore ?? null],
      ...after,
      awaitsRefund,
      limit + 1,
      named.numberPattern ?? null,
    ]);
    const page = toPage(rows, limit, ({ position, id }) => encodeCursor(position, id));
    return { ...page, data: page.data.map(({ position: _, ...row }) => toSnapshot(row)) };
  }

  /** Before the search, which is then planned for the ids that there are. */
  async #lookUp(organizationId: string, name: OrderName | undefined): Promise<Named | 'nothing'> {
    if (name === undefined) return {};
    const [sql, value] =
      'numberStart' in name
        ? [BY_NUMBER, `${escapeLike(name.numberStart)}%`]
        : 'email' in name
          ? [BY_ADDRESS, name.email]
          : [BY_PAYMENT, name.stripeId];
    const ids = (await this.database.query<{ id: string }>(sql, [organizationId, value])).map(({ id }) => id);
    const [first] = ids;
    if (first === undefined) return 'nothing';
    if ('email' in name) return { customerId: first };
    return ids.length > MAX_BY_NUMBER ? { numberPattern: value } : { orderIds: ids };
  }
}

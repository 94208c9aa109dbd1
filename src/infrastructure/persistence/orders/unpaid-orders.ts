import { Injectable } from '@nestjs/common';
import { IUnpaidOrders, type UnpaidOrder } from '../../../application/orders/ports/unpaid-orders.js';
import { Database } from '../database.js';

/**
 * Whoever claims an order lets its time to pay end anew after the pause. The order's own version stays: nothing that it
 * is made of has changed.
 */
const CLAIM = `
  UPDATE orders SET payable_since = $1::timestamptz + $2 * interval '1 millisecond'
  WHERE id IN (
    SELECT id FROM orders
    WHERE status IN ('pending', 'awaiting_payment') AND coalesce(payable_since, placed_at) <= $1
    ORDER BY coalesce(payable_since, placed_at)
    LIMIT $3
    FOR UPDATE SKIP LOCKED
  )
  RETURNING organization_id AS "organizationId", id`;

@Injectable()
export class UnpaidOrders extends IUnpaidOrders {
  constructor(private readonly database: Database) {
    super();
  }

  async claimOverdue(before: Date, retryMs: number, limit: number): Promise<UnpaidOrder[]> {
    return this.database.query<UnpaidOrder>(CLAIM, [before, retryMs, limit]);
  }
}

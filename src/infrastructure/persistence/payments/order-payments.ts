import { Injectable } from '@nestjs/common';
import { IOrderPayments, type OrderPaymentView } from '../../../application/orders/ports/order-payments.js';
import { Database } from '../database.js';

/** One that was abandoned is left out: its error is about us and Stripe, and no payer's business. */
const LATEST = `
  SELECT DISTINCT ON (order_id) order_id AS "orderId", kind, coalesce(payment_status, status) AS status,
    last_error_message AS "lastError", last_error_code AS "lastErrorCode"
  FROM payment_attempts
  WHERE organization_id = $1 AND order_id = ANY($2) AND status <> 'abandoned'
  ORDER BY order_id, id DESC`;

@Injectable()
export class OrderPayments extends IOrderPayments {
  constructor(private readonly database: Database) {
    super();
  }

  async latestOf(
    organizationId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, OrderPaymentView>> {
    const rows = await this.database.query<OrderPaymentView & { orderId: string }>(LATEST, [
      organizationId,
      orderIds,
    ]);
    return new Map(rows.map(({ orderId, ...view }) => [orderId, view]));
  }
}

import { Injectable } from '@nestjs/common';
import { IOrderPayments, type OrderPaymentView } from '../../../application/orders/ports/order-payments.js';
import { Database } from '../database.js';

/** One that was abandoned is left out: its error is about us and Stripe, and no payer's business. */
const LATEST = `
  SELECT kind, coalesce(payment_status, status) AS status, last_error_message AS "lastError"
  FROM payment_attempts
  WHERE organization_id = $1 AND order_id = $2 AND status <> 'abandoned'
  ORDER BY id DESC
  LIMIT 1`;

@Injectable()
export class OrderPayments extends IOrderPayments {
  constructor(private readonly database: Database) {
    super();
  }

  async latest(organizationId: string, orderId: string): Promise<OrderPaymentView | null> {
    const [row] = await this.database.query<OrderPaymentView>(LATEST, [organizationId, orderId]);
    return row ?? null;
  }
}

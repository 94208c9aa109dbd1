import { Injectable } from '@nestjs/common';
import { IStandingOrders, type StandingOrder } from '../../../application/orders/ports/standing-orders.js';
import { Database } from '../database.js';

const OF_USER = `
  SELECT id, number, status, is_payable AS "isPayable"
  FROM orders AS o, LATERAL (SELECT EXISTS (
    SELECT FROM payment_attempts WHERE order_id = o.id AND status IN ('opening', 'open')
  ) AS is_payable) AS attempt
  WHERE organization_id = $1 AND user_id = $2
    AND (is_payable OR status IN ('pending', 'awaiting_payment', 'processing', 'authorized', 'disputed'))
  ORDER BY id
  LIMIT $3`;

@Injectable()
export class StandingOrders extends IStandingOrders {
  constructor(private readonly database: Database) {
    super();
  }

  ofUser(organizationId: string, userId: string, limit: number): Promise<StandingOrder[]> {
    return this.database.query<StandingOrder>(OF_USER, [organizationId, userId, limit]);
  }
}

import { ApiProperty } from '@nestjs/swagger';
import { ORDER_STATUSES } from '../../domain/orders/order-status.js';

export class PurchaseItemResponse {
  name!: string;
  quantity!: number;
  /** Unit amount times quantity, in integer minor units. */
  amount!: number;
}

/** An order that was paid: what, when, how much, and what became of the money. */
export class PurchaseResponse {
  order_id!: string;
  /** To be read out: KAI-261120-7F3K2. */
  number!: string;
  @ApiProperty({ enum: ORDER_STATUSES, enumName: 'OrderStatus' })
  status!: string;
  /** ISO 8601, UTC. */
  paid_at!: string;
  /** Lower-case ISO 4217. */
  currency!: string;
  /** What was charged, in integer minor units. */
  amount!: number;
  amount_refunded!: number;
  /** Part of the amount. */
  tax!: number;
  /** Part of what was refunded. */
  tax_refunded!: number;
  items!: PurchaseItemResponse[];
  /** A page to print, below this server. */
  receipt_url!: string;
}

export class PurchaseListResponse {
  data!: PurchaseResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

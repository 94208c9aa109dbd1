import { ApiProperty } from '@nestjs/swagger';
import { ORDER_STATUSES } from '../../domain/orders/order-status.js';
import { CAPTURE_METHODS, TAX_BEHAVIORS } from '../catalog/price-vocabulary.js';

export class OrderTaxResponse {
  /** Percent, such as 8.875. */
  rate!: number;
  /** The tax, in integer minor units. */
  amount!: number;
  /** What the rate applies to, net of tax. */
  taxable!: number;
}

/** What was bought, as it stood in the catalogue when the order was placed. */
export class OrderItemResponse {
  id!: string;
  price_id!: string;
  product_id!: string;
  name!: string;
  /** Integer minor units. */
  unit_amount!: number;
  quantity!: number;
  /** Unit amount times quantity; before tax when `tax_behavior` is `exclusive`. */
  amount!: number;
  @ApiProperty({ enum: TAX_BEHAVIORS, enumName: 'TaxBehavior' })
  tax_behavior!: string;
  /** Percent, such as 8.875. */
  tax_rate!: number;
}

export class OrderHistoryResponse {
  @ApiProperty({ enum: ORDER_STATUSES, enumName: 'OrderStatus' })
  status!: string;
  /** ISO 8601, UTC. */
  at!: string;
  /** What made it so, such as `order_placed` or the type of Stripe's event. */
  cause!: string;
}

export class OrderResponse {
  id!: string;
  /** To be read out: KAI-261120-7F3K2. */
  number!: string;
  @ApiProperty({ enum: ORDER_STATUSES, enumName: 'OrderStatus' })
  status!: string;
  /** Lower-case ISO 4217. */
  currency!: string;
  /** Net of tax, in integer minor units like all amounts. */
  subtotal!: number;
  tax!: number;
  /** Tax is computed once per rate over the whole order. */
  taxes!: OrderTaxResponse[];
  /** What is to be paid: subtotal plus tax. */
  total!: number;
  /** All that was charged so far: the total, or a part of it where money was held first. */
  amount_captured!: number;
  /** Part of what was charged. */
  tax_captured!: number;
  amount_refunded!: number;
  /** Part of what was refunded. */
  tax_refunded!: number;
  items!: OrderItemResponse[];
  /** Each status that the order took, oldest first. */
  history!: OrderHistoryResponse[];
  created_at!: string;
  updated_at!: string;
  paid_at!: string | null;
  /** Since when it may be delivered: paid, and no review of the payment is open. */
  fulfillable_at!: string | null;
}

/** How the latest try to pay stands. */
export class OrderPaymentResponse {
  /** `payment_intent`: in the card form. `checkout`: on Stripe's page. */
  @ApiProperty({ enum: ['payment_intent', 'checkout'], enumName: 'PaymentKind' })
  kind!: string;
  /** As Stripe's PaymentIntent has it; `open` while nobody has tried on Stripe's page. */
  status!: string;
  /** The payer's bank asks for another step, such as 3-D Secure: go on to pay. */
  next_action_required!: boolean;
  /** Why the last try failed, in Stripe's words to the payer. */
  last_error!: string | null;
  /** Stripe's code of it, for words of one's own: the bank's reason, such as `insufficient_funds`, where there is one. */
  last_error_code!: string | null;
}

/** An order with its payment. */
export class OrderDetailsResponse extends OrderResponse {
  /** Null: nobody has gone on to pay. */
  @ApiProperty({ type: OrderPaymentResponse, nullable: true })
  payment!: OrderPaymentResponse | null;
}

export class OrderListResponse {
  data!: OrderDetailsResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

export class OrderCustomerResponse {
  id!: string;
  /** Null for someone who signs in elsewhere and has told none. */
  email!: string | null;
  name!: string;
}

/** An order as operators see it. */
export class AdminOrderResponse extends OrderResponse {
  user_id!: string;
  /** `manual`: its money is held first, and charged once an operator captures it. */
  @ApiProperty({ enum: CAPTURE_METHODS })
  capture_method!: string;
  @ApiProperty({ type: OrderCustomerResponse })
  customer!: OrderCustomerResponse;
}

export class AdminOrderListResponse {
  data!: AdminOrderResponse[];
  has_more!: boolean;
  next_cursor!: string | null;
}

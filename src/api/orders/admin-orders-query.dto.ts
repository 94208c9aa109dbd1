import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID, Length } from 'class-validator';
import type { OrderFilter, OrderName } from '../../application/orders/ports/order-search.js';
import { normalizeEmail } from '../../domain/identity/email-address.js';
import { ORDER_STATUSES, type OrderStatus } from '../../domain/orders/order-status.js';
import { Optional } from '../http/optional.js';
import { ListQuery } from '../http/list-query.dto.js';
import { IsTime, toTime } from '../http/time.js';

/** The longest of what can be searched for is an address (RFC 5321, section 4.5.3.1). */
const MAX_SEARCH_LENGTH = 254;
const REFUND_STATES = ['unanswered'] as const;
const STRIPE_ID = /^(pi|ch|py)_/;

export class AdminOrdersQuery extends ListQuery {
  /** Only orders that stand so. */
  @ApiPropertyOptional({ enum: ORDER_STATUSES, enumName: 'OrderStatus' })
  @Optional()
  @IsIn(ORDER_STATUSES)
  status?: OrderStatus;

  /** The beginning of an order's number, its customer's whole address, or Stripe's id of its payment (`pi_...`) or charge (`ch_...`). */
  @Optional()
  @IsString()
  @Length(1, MAX_SEARCH_LENGTH)
  search?: string;

  /** Of one customer. */
  @Optional()
  @IsUUID()
  user_id?: string;

  /** Placed then or later, ISO 8601 with its offset. */
  @Optional()
  @IsTime()
  placed_from?: string;

  /** Placed before, ISO 8601 with its offset. */
  @Optional()
  @IsTime()
  placed_before?: string;

  /** `unanswered`: only orders with a refund that Stripe has not answered yet. */
  @ApiPropertyOptional({ enum: REFUND_STATES })
  @Optional()
  @IsIn(REFUND_STATES)
  refund?: (typeof REFUND_STATES)[number];
}

export function toOrderFilter(query: AdminOrdersQuery): OrderFilter {
  return {
    status: query.status,
    userId: query.user_id,
    name: query.search === undefined ? undefined : toOrderName(query.search),
    placedFrom: toTime(query.placed_from),
    placedBefore: toTime(query.placed_before),
    awaitsRefund: query.refund === 'unanswered',
  };
}

function toOrderName(search: string): OrderName {
  const text = search.trim();
  if (text.includes('@')) return { email: normalizeEmail(text) };
  return STRIPE_ID.test(text) ? { stripeId: text } : { numberStart: text.toUpperCase() };
}

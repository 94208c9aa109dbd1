import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { ORDER_TRANSITIONS, type OrderStatus } from '../../domain/orders/order-status.js';
import { Optional } from '../http/optional.js';
import { ListQuery } from '../http/list-query.dto.js';

const ORDER_STATUSES = Object.keys(ORDER_TRANSITIONS);

export class AdminOrdersQuery extends ListQuery {
  /** Only orders that stand so. */
  @ApiPropertyOptional({ enum: ORDER_STATUSES })
  @Optional()
  @IsIn(ORDER_STATUSES)
  status?: OrderStatus;
}

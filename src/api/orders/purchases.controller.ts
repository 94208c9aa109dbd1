import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IOrderQueries } from '../../application/orders/ports/order-queries.js';
import { lineAmountMinor } from '../../domain/orders/order-line.js';
import type { OrderSnapshot } from '../../domain/orders/order-snapshot.js';
import { capturedTotals, refundedTotals } from '../../domain/orders/part-totals.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { PurchaseListResponse, type PurchaseResponse } from './purchase.dto.js';

@ApiTags('Users')
@Controller('api/users/me/purchases')
export class PurchasesController {
  constructor(private readonly orders: IOrderQueries) {}

  /** What one has bought, the latest order first. Orders that were never paid are not among it. */
  @Get()
  @ApiOkResponse({ type: PurchaseListResponse })
  async list(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<PurchaseListResponse> {
    const page = await this.orders.listPurchases(organizationId, userId, toPageRequest(query));
    return presentPage(page, presentPurchase);
  }
}

function presentPurchase(order: OrderSnapshot): PurchaseResponse {
  return {
    order_id: order.id,
    number: order.number,
    status: order.status,
    paid_at: (order.paidAt ?? order.placedAt).toISOString(),
    currency: order.currency,
    amount: order.capturedMinor,
    amount_refunded: order.refundedMinor,
    tax: capturedTotals(order).taxMinor,
    tax_refunded: refundedTotals(order).taxMinor,
    items: order.lines.map((line) => ({
      name: line.productName,
      quantity: line.quantity,
      amount: lineAmountMinor(line),
    })),
    receipt_url: `/api/orders/${order.id}/receipt`,
  };
}

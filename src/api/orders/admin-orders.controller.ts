import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CancelOrder } from '../../application/orders/cancel-order.js';
import { IOrderQueries } from '../../application/orders/ports/order-queries.js';
import { IPaymentStories } from '../../application/payments/ports/payment-stories.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { presentPage } from '../http/list.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { presentOrderStory } from '../payments/payment-story-presenter.js';
import { AdminOrderDetailResponse } from '../payments/payment-story.dto.js';
import { AdminOrdersQuery } from './admin-orders-query.dto.js';
import { presentAdminOrder } from './order-presenter.js';
import { AdminOrderListResponse, AdminOrderResponse } from './order.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/orders')
@IdempotentPosts()
export class AdminOrdersController {
  constructor(
    private readonly orders: IOrderQueries,
    private readonly stories: IPaymentStories,
    private readonly cancelOrder: CancelOrder,
  ) {}

  /** Everyone's orders, newest first. */
  @Get()
  @ApiOkResponse({ type: AdminOrderListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: AdminOrdersQuery,
  ): Promise<AdminOrderListResponse> {
    const { status } = query;
    const page = await this.orders.listAll(organizationId, { status }, toPageRequest(query));
    return presentPage(page, presentAdminOrder);
  }

  /** Anyone's order, with all that happened to its money. */
  @Get(':id')
  @ApiOkResponse({ type: AdminOrderDetailResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') id: string,
  ): Promise<AdminOrderDetailResponse> {
    const order = await this.orders.get(organizationId, id);
    return presentOrderStory(order, await this.stories.ofOrder(organizationId, id));
  }

  /** Cancels an order that nothing was paid for; an open payment is closed at Stripe first. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: AdminOrderResponse })
  async cancel(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
  ): Promise<AdminOrderResponse> {
    const actor = { userId, role: 'operator' } as const;
    return presentAdminOrder(await this.cancelOrder.execute({ organizationId, orderId, actor }));
  }
}

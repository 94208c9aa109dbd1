import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IUserNames } from '../../application/identity/ports/user-names.js';
import { CancelOrder } from '../../application/orders/cancel-order.js';
import { IOrderQueries } from '../../application/orders/ports/order-queries.js';
import { IOrderSearch } from '../../application/orders/ports/order-search.js';
import { IOrderTimelines } from '../../application/orders/ports/order-timelines.js';
import { IPaymentStories } from '../../application/payments/ports/payment-stories.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { presentOrderStory } from '../payments/payment-story-presenter.js';
import { AdminOrderDetailResponse } from '../payments/payment-story.dto.js';
import { AdminOrdersQuery, toOrderFilter } from './admin-orders-query.dto.js';
import { CancelRequest } from './cancel.dto.js';
import { presentAdminOrder } from './order-presenter.js';
import { AdminOrderListResponse, AdminOrderResponse } from './order.dto.js';
import { presentTimelineEntry } from './timeline-presenter.js';
import { TimelineResponse } from './timeline.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/orders')
@IdempotentPosts()
export class AdminOrdersController {
  constructor(
    private readonly orders: IOrderQueries,
    private readonly search: IOrderSearch,
    private readonly stories: IPaymentStories,
    private readonly timelines: IOrderTimelines,
    private readonly names: IUserNames,
    private readonly cancelOrder: CancelOrder,
  ) {}

  /** Everyone's orders, the latest placed first. */
  @Get()
  @ApiOkResponse({ type: AdminOrderListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: AdminOrdersQuery,
  ): Promise<AdminOrderListResponse> {
    const page = await this.search.find(organizationId, toOrderFilter(query), toPageRequest(query));
    const customers = await this.names.of(
      organizationId,
      page.data.map(({ userId }) => userId),
    );
    return presentPage(page, (order) => presentAdminOrder(order, customers));
  }

  /** Anyone's order, with all that happened to its money. */
  @Get(':id')
  @ApiOkResponse({ type: AdminOrderDetailResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') id: string,
  ): Promise<AdminOrderDetailResponse> {
    const order = await this.orders.get(organizationId, id);
    const story = await this.stories.ofOrder(organizationId, id);
    return presentOrderStory(order, story, await this.names.of(organizationId, [order.userId]));
  }

  /** All that happened to the order and because of it, oldest first: payments, Stripe's events, operators' deeds, mails. */
  @Get(':id/timeline')
  @ApiOkResponse({ type: TimelineResponse })
  async timeline(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') id: string,
    @Query() query: ListQuery,
  ): Promise<TimelineResponse> {
    return presentPage(
      await this.timelines.read(organizationId, id, toPageRequest(query)),
      presentTimelineEntry,
    );
  }

  /** Cancels an order that nothing was paid for; an open payment is closed at Stripe first. */
  @Post(':id/cancel')
  @HttpCode(200)
  @ApiBody({ type: CancelRequest, required: false })
  @ApiOkResponse({ type: AdminOrderResponse })
  async cancel(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
    @Body() { reason }: CancelRequest,
  ): Promise<AdminOrderResponse> {
    const actor = { userId, role: 'operator' } as const;
    const order = await this.cancelOrder.execute({ organizationId, orderId, actor, reason });
    return presentAdminOrder(order, await this.names.of(organizationId, [order.userId]));
  }
}

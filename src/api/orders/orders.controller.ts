import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CancelOrder } from '../../application/orders/cancel-order.js';
import { PlaceOrder } from '../../application/orders/place-order.js';
import { IOrderPayments, type OrderPaymentView } from '../../application/orders/ports/order-payments.js';
import { IOrderQueries } from '../../application/orders/ports/order-queries.js';
import { RefreshOrderPayment } from '../../application/payments/refresh-order-payment.js';
import { AcceptsApiKey } from '../http/auth/accepts-api-key.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { presentOrderDetails } from './order-presenter.js';
import { OrderDetailsResponse, OrderListResponse } from './order.dto.js';
import { PlaceOrderRequest } from './place-order.dto.js';

/** A new order has no payment yet. */
const NOTHING_PAID: ReadonlyMap<string, OrderPaymentView> = new Map();

@ApiTags('Orders')
@Controller('api/orders')
@IdempotentPosts()
export class OrdersController {
  constructor(
    private readonly orders: IOrderQueries,
    private readonly placeOrder: PlaceOrder,
    private readonly cancelOrder: CancelOrder,
    private readonly payments: IOrderPayments,
    private readonly refreshPayment: RefreshOrderPayment,
  ) {}

  /** Places an order. Totals and tax are computed from the catalogue; an order with nothing to pay is paid at once. */
  @Post()
  @HttpCode(201)
  @AcceptsApiKey('orders:write')
  @ApiCreatedResponse({ type: OrderDetailsResponse })
  async place(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @IdempotentResourceId() orderId: string | undefined,
    @Body() body: PlaceOrderRequest,
  ): Promise<OrderDetailsResponse> {
    const items = body.items.map(({ price_id: priceId, quantity }) => ({ priceId, quantity }));
    const order = await this.placeOrder.execute({ organizationId, userId, orderId, items });
    return presentOrderDetails(order, NOTHING_PAID);
  }

  /** One's own orders, newest first. */
  @Get()
  @AcceptsApiKey('orders:read')
  @ApiOkResponse({ type: OrderListResponse })
  async list(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<OrderListResponse> {
    const page = await this.orders.listOfUser(organizationId, userId, toPageRequest(query));
    const payments = await this.payments.latestOf(
      organizationId,
      page.data.map(({ id }) => id),
    );
    return presentPage(page, (order) => presentOrderDetails(order, payments));
  }

  /** One of one's own orders. While it is being paid on Stripe's page, Stripe is asked how far that has come. */
  @Get(':id')
  @AcceptsApiKey('orders:read')
  @ApiOkResponse({ type: OrderDetailsResponse })
  async show(
    @CurrentUser() user: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') id: string,
  ): Promise<OrderDetailsResponse> {
    return this.#refreshed(user, id, 'checkout');
  }

  /** Asks Stripe how far the order's payment has come, at most every few seconds, and answers the order as it is then. */
  @Post(':id/refresh')
  @HttpCode(200)
  @AcceptsApiKey('orders:read')
  @ApiOkResponse({ type: OrderDetailsResponse })
  async refresh(
    @CurrentUser() user: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') id: string,
  ): Promise<OrderDetailsResponse> {
    return this.#refreshed(user, id, 'any');
  }

  /** Cancels an order that nothing was paid for; an open payment is closed at Stripe first. */
  @Post(':id/cancel')
  @HttpCode(200)
  @AcceptsApiKey('orders:write')
  @ApiOkResponse({ type: OrderDetailsResponse })
  async cancel(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @UuidParam('id', 'order_not_found') orderId: string,
  ): Promise<OrderDetailsResponse> {
    const actor = { userId, role: 'customer' } as const;
    const order = await this.cancelOrder.execute({ organizationId, orderId, actor });
    return presentOrderDetails(order, await this.payments.latestOf(organizationId, [orderId]));
  }

  async #refreshed(
    { organizationId, userId }: AuthenticatedUser,
    orderId: string,
    kind: 'any' | 'checkout',
  ): Promise<OrderDetailsResponse> {
    await this.refreshPayment.execute({ organizationId, userId, orderId, kind });
    const order = await this.orders.getOfUser(organizationId, userId, orderId);
    return presentOrderDetails(order, await this.payments.latestOf(organizationId, [orderId]));
  }
}

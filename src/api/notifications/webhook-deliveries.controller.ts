import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IWebhookQueries } from '../../application/notifications/ports/webhook-queries.js';
import { ResendWebhook } from '../../application/notifications/resend-webhook.js';
import { SendTestWebhook } from '../../application/notifications/send-test-webhook.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import {
  QueuedWebhookResponse,
  WebhookDeliveryDetailResponse,
  WebhookDeliveryListQuery,
  WebhookDeliveryListResponse,
} from './webhook-delivery.dto.js';
import { presentDelivery, presentDeliveryDetail } from './webhook-presenter.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin')
@IdempotentPosts()
export class WebhookDeliveriesController {
  constructor(
    private readonly queries: IWebhookQueries,
    private readonly resendWebhook: ResendWebhook,
    private readonly sendTestWebhook: SendTestWebhook,
  ) {}

  /** What was or will be sent to an endpoint, the newest first. Kept for 30 days. */
  @Get('webhook-endpoints/:id/deliveries')
  @ApiOkResponse({ type: WebhookDeliveryListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'webhook_endpoint_not_found') endpointId: string,
    @Query() query: WebhookDeliveryListQuery,
  ): Promise<WebhookDeliveryListResponse> {
    const { status = null } = query;
    const page = toPageRequest(query);
    return presentPage(
      await this.queries.deliveries(organizationId, endpointId, { status }, page),
      presentDelivery,
    );
  }

  /** Sends the endpoint a `ping`. */
  @Post('webhook-endpoints/:id/test')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: QueuedWebhookResponse })
  async test(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'webhook_endpoint_not_found') endpointId: string,
  ): Promise<QueuedWebhookResponse> {
    const id = await this.sendTestWebhook.execute({ organizationId, actorUserId, endpointId });
    return { id, status: 'pending' };
  }

  /** One delivery: what it carries, and how each try went. */
  @Get('webhook-deliveries/:id')
  @ApiOkResponse({ type: WebhookDeliveryDetailResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', 'webhook_delivery_not_found') id: string,
  ): Promise<WebhookDeliveryDetailResponse> {
    return presentDeliveryDetail(await this.queries.delivery(organizationId, id));
  }

  /** Sends it again now, with all its tries, whatever became of it. */
  @Post('webhook-deliveries/:id/resend')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: QueuedWebhookResponse })
  async resend(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'webhook_delivery_not_found') deliveryId: string,
  ): Promise<QueuedWebhookResponse> {
    await this.resendWebhook.execute({ organizationId, actorUserId, deliveryId });
    return { id: deliveryId, status: 'pending' };
  }
}

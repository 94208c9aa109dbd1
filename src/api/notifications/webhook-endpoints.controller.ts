import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeWebhookEndpoint } from '../../application/notifications/change-webhook-endpoint.js';
import { CreateWebhookEndpoint } from '../../application/notifications/create-webhook-endpoint.js';
import { DeleteWebhookEndpoint } from '../../application/notifications/delete-webhook-endpoint.js';
import { IWebhookQueries } from '../../application/notifications/ports/webhook-queries.js';
import { ReadWebhookSecret } from '../../application/notifications/read-webhook-secret.js';
import { RollWebhookSecret } from '../../application/notifications/roll-webhook-secret.js';
import { EVERY_EVENT } from '../../domain/notifications/webhook-endpoint.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { IdempotentResourceId } from '../http/idempotency/idempotent-resource-id.js';
import { RefetchOnReplay } from '../http/idempotency/refetch-on-replay.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import {
  ChangeWebhookEndpointRequest,
  CreateWebhookEndpointRequest,
  WebhookEndpointListResponse,
  WebhookEndpointResponse,
  WebhookEndpointSecretResponse,
} from './webhook-endpoint.dto.js';
import { WebhookEndpointSecret } from './webhook-endpoint-secret.js';
import { presentEndpoint } from './webhook-presenter.js';

const NOT_FOUND = 'webhook_endpoint_not_found';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/webhook-endpoints')
@IdempotentPosts()
export class WebhookEndpointsController {
  constructor(
    private readonly queries: IWebhookQueries,
    private readonly createEndpoint: CreateWebhookEndpoint,
    private readonly changeEndpoint: ChangeWebhookEndpoint,
    private readonly deleteEndpoint: DeleteWebhookEndpoint,
    private readonly rollSecret: RollWebhookSecret,
    private readonly readSecret: ReadWebhookSecret,
  ) {}

  /** The shop's own services that receive events, the newest first. */
  @Get()
  @ApiOkResponse({ type: WebhookEndpointListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<WebhookEndpointListResponse> {
    return presentPage(await this.queries.endpoints(organizationId, toPageRequest(query)), presentEndpoint);
  }

  /** One endpoint. */
  @Get(':id')
  @ApiOkResponse({ type: WebhookEndpointResponse })
  async show(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @UuidParam('id', NOT_FOUND) id: string,
  ): Promise<WebhookEndpointResponse> {
    return presentEndpoint(await this.queries.endpoint(organizationId, id));
  }

  /** Adds a receiver; the answer holds its signing secret. */
  @Post()
  @HttpCode(201)
  @ApiCreatedResponse({ type: WebhookEndpointSecretResponse })
  @RefetchOnReplay('secret', WebhookEndpointSecret)
  async create(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @IdempotentResourceId() endpointId: string | undefined,
    @Body() { url, description = '', event_types: eventTypes = [EVERY_EVENT] }: CreateWebhookEndpointRequest,
  ): Promise<WebhookEndpointSecretResponse> {
    const command = { organizationId, actorUserId, endpointId, url, description, eventTypes };
    return this.#withSecret(organizationId, await this.createEndpoint.execute(command));
  }

  /** Changes what is given; enabling an endpoint that was disabled begins anew. */
  @Patch(':id')
  @ApiOkResponse({ type: WebhookEndpointResponse })
  async change(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', NOT_FOUND) endpointId: string,
    @Body() { url, description, event_types: eventTypes, enabled }: ChangeWebhookEndpointRequest,
  ): Promise<WebhookEndpointResponse> {
    const changes = { url, description, eventTypes, enabled };
    await this.changeEndpoint.execute({ organizationId, actorUserId, endpointId, changes });
    return presentEndpoint(await this.queries.endpoint(organizationId, endpointId));
  }

  /** Removes the endpoint with its deliveries and their log. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', NOT_FOUND) endpointId: string,
  ): Promise<void> {
    await this.deleteEndpoint.execute({ organizationId, actorUserId, endpointId });
  }

  /** Makes a new signing secret; for 24 hours webhooks are signed with the old one as well. */
  @Post(':id/roll-secret')
  @HttpCode(200)
  @ApiOkResponse({ type: WebhookEndpointSecretResponse })
  @RefetchOnReplay('secret', WebhookEndpointSecret)
  async roll(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', NOT_FOUND) endpointId: string,
  ): Promise<WebhookEndpointSecretResponse> {
    await this.rollSecret.execute({ organizationId, actorUserId, endpointId });
    return this.#withSecret(organizationId, endpointId);
  }

  async #withSecret(organizationId: string, endpointId: string): Promise<WebhookEndpointSecretResponse> {
    const endpoint = presentEndpoint(await this.queries.endpoint(organizationId, endpointId));
    return { ...endpoint, secret: await this.readSecret.execute({ organizationId, endpointId }) };
  }
}

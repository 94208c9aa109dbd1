import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CreateApiKey } from '../../application/identity/create-api-key.js';
import { type ApiKeyView, IApiKeyQueries } from '../../application/identity/ports/api-key-queries.js';
import { RevokeApiKey } from '../../application/identity/revoke-api-key.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { RefetchOnReplay } from '../http/idempotency/refetch-on-replay.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import {
  ApiKeyListResponse,
  type ApiKeyResponse,
  CreateApiKeyRequest,
  CreatedApiKeyResponse,
} from './api-key.dto.js';
import { ApiKeySecret } from './api-key-secret.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/api-keys')
@IdempotentPosts()
export class ApiKeysController {
  constructor(
    private readonly queries: IApiKeyQueries,
    private readonly createApiKey: CreateApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  /** The keys of servers, the newest first, revoked ones among them. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: ApiKeyListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<ApiKeyListResponse> {
    return presentPage(await this.queries.list(organizationId, toPageRequest(query)), present);
  }

  /** Makes a key for a server; the answer alone holds it. A replay of the request cannot show it again. */
  @Post()
  @HttpCode(201)
  @ApiCreatedResponse({ type: CreatedApiKeyResponse })
  @RefetchOnReplay('key', ApiKeySecret)
  async create(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @Body() { name, scopes }: CreateApiKeyRequest,
  ): Promise<CreatedApiKeyResponse> {
    const { view, key } = await this.createApiKey.execute({ organizationId, actorUserId, name, scopes });
    return { ...present(view), key };
  }

  /** Revokes a key, from the next request on. It stays in the list. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'api_key_not_found') apiKeyId: string,
  ): Promise<void> {
    await this.revokeApiKey.execute({ organizationId, actorUserId, apiKeyId });
  }
}

function present(key: ApiKeyView): ApiKeyResponse {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: [...key.scopes],
    created_by: key.createdBy,
    created_at: key.createdAt.toISOString(),
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}

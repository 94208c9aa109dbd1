import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FindingView, IFindingQueries } from '../../application/operations/ports/finding-queries.js';
import { ResolveFinding } from '../../application/operations/resolve-finding.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { IdempotentPosts } from '../http/idempotency/idempotent-posts.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { UuidParam } from '../http/uuid-param.js';
import { FindingListQuery, FindingListResponse, type FindingResponse } from './finding.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/findings')
@IdempotentPosts()
export class FindingsController {
  constructor(
    private readonly findings: IFindingQueries,
    private readonly resolveFinding: ResolveFinding,
  ) {}

  /** What needs a person, the latest first. */
  @Get()
  @ApiOkResponse({ type: FindingListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: FindingListQuery,
  ): Promise<FindingListResponse> {
    return presentPage(await this.findings.list(organizationId, query, toPageRequest(query)), present);
  }

  /** Somebody has looked at it and done what was to be done. Again changes nothing. */
  @Post(':id/resolve')
  @HttpCode(204)
  @ApiNoContentResponse()
  async resolve(
    @CurrentUser() { organizationId, userId: actorUserId }: AuthenticatedUser,
    @UuidParam('id', 'finding_not_found') findingId: string,
  ): Promise<void> {
    await this.resolveFinding.execute({ organizationId, actorUserId, findingId });
  }
}

function present({ id, kind, subject, detail, createdAt, resolvedAt }: FindingView): FindingResponse {
  return {
    id,
    kind,
    subject,
    detail,
    created_at: createdAt.toISOString(),
    resolved_at: resolvedAt?.toISOString() ?? null,
  };
}

import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type FindingView, IFindingQueries } from '../../application/operations/ports/finding-queries.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { presentPage } from '../http/list.js';
import { FindingListResponse, type FindingResponse } from './finding.dto.js';

@ApiTags('Administration')
@RequireRole('operator')
@Controller('api/admin/findings')
export class FindingsController {
  constructor(private readonly findings: IFindingQueries) {}

  /** What needs a person, the latest first. */
  @Get()
  @ApiOkResponse({ type: FindingListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<FindingListResponse> {
    return presentPage(await this.findings.list(organizationId, toPageRequest(query)), present);
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

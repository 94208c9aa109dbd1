import { Controller, Get, HttpCode, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type AuditView, IAuditQueries } from '../../application/system/ports/audit-queries.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireRole } from '../http/auth/require-role.js';
import { presentPage } from '../http/list.js';
import { toPageRequest } from '../http/list-query.dto.js';
import { type AuditEntryResponse, AuditListResponse, AuditQuery } from './audit.dto.js';

@ApiTags('Administration')
@Controller('api/admin/audit')
@RequireRole('operator')
export class AuditController {
  constructor(private readonly audit: IAuditQueries) {}

  /** Who did what, newest first. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: AuditListResponse })
  async list(
    @CurrentUser() { organizationId }: AuthenticatedUser,
    @Query() query: AuditQuery,
  ): Promise<AuditListResponse> {
    return presentPage(await this.audit.list(organizationId, query, toPageRequest(query)), present);
  }
}

function present({ actorUserId, actorEmail, detail, at, ...entry }: AuditView): AuditEntryResponse {
  const { id, action, subject } = entry;
  const actor = { actor_user_id: actorUserId, actor_email: actorEmail };
  return { id, ...actor, action, subject, detail: { ...detail }, at: at.toISOString() };
}

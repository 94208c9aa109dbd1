import { Controller, Delete, Get, HttpCode, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EndOtherSessions } from '../../application/identity/end-other-sessions.js';
import { EndSession } from '../../application/identity/end-session.js';
import { ISessionQueries, type SessionView } from '../../application/identity/ports/session-queries.js';
import { IClock } from '../../application/ports/clock.js';
import { CurrentSession, type SessionUser } from '../http/auth/current-session.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { UuidParam } from '../http/uuid-param.js';
import { OwnSessionListResponse, type OwnSessionResponse } from './session.dto.js';
import { SessionAnswer } from './session-answer.js';

@ApiTags('Accounts')
@RequireLiveSession()
@Controller('api/users/me/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: ISessionQueries,
    private readonly endSession: EndSession,
    private readonly endOtherSessions: EndOtherSessions,
    private readonly clock: IClock,
    private readonly answer: SessionAnswer,
  ) {}

  /** Where one is signed in, the newest sign-in first. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: OwnSessionListResponse })
  async list(
    @CurrentSession() { organizationId, userId, sessionId }: SessionUser,
    @Query() query: ListQuery,
  ): Promise<OwnSessionListResponse> {
    const now = this.clock.now();
    const page = await this.sessions.listLive(organizationId, userId, now, toPageRequest(query));
    return presentPage(page, (session) => present(session, sessionId));
  }

  /** Ends all of one's sessions but the one that asks. Their access tokens expire within ten minutes. */
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async endOthers(
    @CurrentSession() { organizationId, userId, sessionId: ownSessionId }: SessionUser,
  ): Promise<void> {
    await this.endOtherSessions.execute({ organizationId, userId, ownSessionId });
  }

  /** Ends one of one's sessions. Its access token expires within ten minutes. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(
    @CurrentSession() { organizationId, userId, sessionId: ownSessionId }: SessionUser,
    @UuidParam('id', 'session_not_found') sessionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.endSession.execute({ organizationId, userId, ownSessionId, sessionId });
    if (sessionId === ownSessionId) this.answer.signedOut(reply);
  }
}

function present(session: SessionView, ownSessionId: string): OwnSessionResponse {
  const { id, createdAt, lastUsedAt, ip, userAgent } = session;
  return {
    id,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
    ip,
    user_agent: userAgent,
    current: id === ownSessionId,
  };
}

import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfirmEmailChange } from '../../application/identity/confirm-email-change.js';
import { IPendingEmailQueries } from '../../application/identity/ports/pending-email-queries.js';
import { RequestEmailChange } from '../../application/identity/request-email-change.js';
import { WithdrawEmailChange } from '../../application/identity/withdraw-email-change.js';
import { IClock } from '../../application/ports/clock.js';
import { CurrentSession, type SessionUser } from '../http/auth/current-session.js';
import { KnownDevices } from '../http/auth/known-devices.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { ChangeEmailRequest, ConfirmEmailChangeRequest, EmailChangeResponse } from './email.dto.js';
import { presentPendingEmail } from './email.presenter.js';
import { clientOf } from './session-answer.js';
import { UserResponse } from './user.dto.js';
import { presentUser } from './user.presenter.js';

@ApiTags('Accounts')
@Controller('api/auth/email/change')
export class EmailChangeController {
  constructor(
    private readonly pendingEmails: IPendingEmailQueries,
    private readonly requestChange: RequestEmailChange,
    private readonly confirmChange: ConfirmEmailChange,
    private readonly withdrawChange: WithdrawEmailChange,
    private readonly devices: KnownDevices,
    private readonly clock: IClock,
  ) {}

  /** Which other address one has asked for, while its link works. */
  @Get()
  @RequireLiveSession()
  @HttpCode(200)
  @ApiOkResponse({ type: EmailChangeResponse })
  async show(@CurrentSession() { organizationId, userId }: SessionUser): Promise<EmailChangeResponse> {
    const pending = await this.pendingEmails.find(organizationId, userId, this.clock.now());
    return { pending: pending && presentPendingEmail(pending) };
  }

  /**
   * Mails a link to the address that one's account is to have; nothing changes until it is used. It works for an hour, and
   * takes the place of the one before. Whether somebody else has the address the answer does not tell: they are told.
   */
  @Post()
  @SignInRateLimit()
  @HttpCode(202)
  @ApiAcceptedResponse()
  async request(
    @CurrentSession() { organizationId, userId, sessionId }: SessionUser,
    @Body() { new_email: newEmail, current_password: currentPassword }: ChangeEmailRequest,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const who = { organizationId, userId, sessionId, ...clientOf(request) };
    await this.requestChange.execute({ ...who, newEmail, currentPassword });
  }

  /**
   * Changes one's own address by the mailed link, which works once, for whoever is signed in to the account. All other
   * sessions end, and links to the former address stop working.
   */
  @Post('confirm')
  @SignInRateLimit()
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async confirm(
    @CurrentSession() { organizationId, userId, sessionId }: SessionUser,
    @Body() { token }: ConfirmEmailChangeRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserResponse> {
    const who = { organizationId, userId, sessionId, ...clientOf(request) };
    const user = await this.confirmChange.execute({ ...who, token });
    if (user.email !== null) this.devices.remember(request, reply, { organizationId, email: user.email });
    return presentUser(user);
  }

  /** Takes back what one has asked for: the link works no more. */
  @Delete()
  @HttpCode(204)
  @ApiNoContentResponse()
  async withdraw(@CurrentSession() { organizationId, userId, sessionId }: SessionUser): Promise<void> {
    await this.withdrawChange.execute({ organizationId, userId, sessionId });
  }
}

import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword } from '../../application/identity/change-password.js';
import { RequestPasswordReset } from '../../application/identity/request-password-reset.js';
import { ResetPassword } from '../../application/identity/reset-password.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../domain/shared/organization.js';
import { CurrentSession, type SessionUser } from '../http/auth/current-session.js';
import { KnownDevices } from '../http/auth/known-devices.js';
import { Public } from '../http/auth/public.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { ChangePasswordRequest, ForgotPasswordRequest, ResetPasswordRequest } from './password.dto.js';
import { clientOf, SessionAnswer } from './session-answer.js';

@ApiTags('Accounts')
@Controller('api/auth/password')
export class PasswordsController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly requestReset: RequestPasswordReset,
    private readonly resetPassword: ResetPassword,
    private readonly devices: KnownDevices,
    private readonly answer: SessionAnswer,
  ) {}

  /** Mails a link to choose a new password, if there is an account with this address. The answer does not tell. */
  @Post('forgot')
  @Public()
  @SignInRateLimit()
  @HttpCode(202)
  @ApiAcceptedResponse()
  async forgot(@Body() { email }: ForgotPasswordRequest): Promise<void> {
    await this.requestReset.execute({ organizationId, email });
  }

  /** Chooses a new password by a mailed link, which works once. Every session ends. */
  @Post('reset')
  @Public()
  @SignInRateLimit()
  @HttpCode(204)
  @ApiNoContentResponse()
  async reset(
    @Body() { token, new_password: newPassword }: ResetPasswordRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const email = await this.resetPassword.execute({ organizationId, token, newPassword });
    // Whoever reads the mailbox is let in by the new password, whatever others have tried.
    if (email !== null) this.devices.remember(request, reply, { organizationId, email });
  }

  /**
   * Changes one's own password. Every session ends; the answer's cookies are those of a new one, so whoever uses an
   * access token alone signs in again.
   */
  @Post('change')
  @SignInRateLimit()
  @HttpCode(204)
  @ApiNoContentResponse()
  async change(
    @CurrentSession() { organizationId, userId, sessionId }: SessionUser,
    @Body() { current_password: currentPassword, new_password: newPassword }: ChangePasswordRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const who = { organizationId, userId, sessionId, ...clientOf(request) };
    const signedIn = await this.changePassword.execute({ ...who, currentPassword, newPassword });
    this.answer.renewed(reply, signedIn);
  }
}

import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ChangePassword } from '../../application/identity/change-password.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { ChangePasswordRequest } from './password.dto.js';
import { clientOf, SessionAnswer } from './session-answer.js';

@ApiTags('Accounts')
@Controller('api/auth/password')
export class PasswordsController {
  constructor(
    private readonly changePassword: ChangePassword,
    private readonly answer: SessionAnswer,
  ) {}

  /**
   * Changes one's own password. Every session ends; the answer's cookies are those of a new one, so whoever uses an
   * access token alone signs in again.
   */
  @Post('change')
  @SignInRateLimit()
  @HttpCode(204)
  @ApiNoContentResponse()
  async change(
    @CurrentUser() { organizationId, userId, sessionId }: AuthenticatedUser,
    @Body() { current_password: currentPassword, new_password: newPassword }: ChangePasswordRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const who = { organizationId, userId, sessionId, ...clientOf(request) };
    const signedIn = await this.changePassword.execute({ ...who, currentPassword, newPassword });
    this.answer.renewed(reply, signedIn);
  }
}

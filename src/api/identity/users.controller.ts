import { Body, Controller, Delete, Get, HttpCode, Patch, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DeleteAccount } from '../../application/identity/delete-account.js';
import { IUserQueries } from '../../application/identity/ports/user-queries.js';
import { UpdateProfile } from '../../application/identity/update-profile.js';
import { IClock } from '../../application/ports/clock.js';
import { refuseInvalid, sessionEnded } from '../../domain/identity/identity-errors.js';
import { type AuthenticatedUser, entryOf } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { clientOf, SessionAnswer } from './session-answer.js';
import { DeleteAccountRequest, UpdateProfileRequest, UserResponse } from './user.dto.js';
import { presentUser } from './user.presenter.js';

@ApiTags('Accounts')
@Controller('api/users')
export class UsersController {
  constructor(
    private readonly users: IUserQueries,
    private readonly updateProfile: UpdateProfile,
    private readonly deleteAccount: DeleteAccount,
    private readonly clock: IClock,
    private readonly answer: SessionAnswer,
  ) {}

  /** One's own profile. */
  @Get('me')
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async show(@CurrentUser() { organizationId, userId, sessionId }: AuthenticatedUser): Promise<UserResponse> {
    const user =
      sessionId === null
        ? await this.users.find(organizationId, userId)
        : (await this.users.liveSession(organizationId, sessionId, this.clock.now()))?.user;
    if (!user) throw sessionEnded();
    return presentUser(user);
  }

  /** Changes one's own profile. */
  @Patch('me')
  @RequireLiveSession()
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async update(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Body() changes: UpdateProfileRequest,
  ): Promise<UserResponse> {
    return presentUser(await this.updateProfile.execute({ organizationId, userId, changes }));
  }

  /**
   * Deletes one's own account, for good. What is known of the person goes; orders, payments and refunds stay without
   * them. Orders that are not settled stand in the way (409 `account_in_use`), as does being the only operator (409
   * `last_operator`). Access tokens of the account may read its orders until they expire, within ten minutes.
   *
   * Users of another issuer have no password: they are asked for a token by which that issuer signed them in within the last
   * five minutes (403 `fresh_sign_in_required`). Who signs in there anew begins a new account; a token from before is answered
   * 401 `account_deleted`.
   */
  @Delete('me')
  @SignInRateLimit()
  @HttpCode(204)
  @ApiNoContentResponse()
  async delete(
    @CurrentUser() user: AuthenticatedUser,
    @Body() { password }: DeleteAccountRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { organizationId, userId, sessionId } = user;
    if (sessionId !== null) refuseInvalid({ password: password === undefined ? 'must be a string' : null });
    const who = { organizationId, userId, entry: entryOf(user), ...clientOf(request) };
    await this.deleteAccount.execute({ ...who, password: password ?? null });
    this.answer.signedOut(reply);
  }
}

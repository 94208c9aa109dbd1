import { Body, Controller, Get, HttpCode, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IUserQueries } from '../../application/identity/ports/user-queries.js';
import { UpdateProfile } from '../../application/identity/update-profile.js';
import { IClock } from '../../application/ports/clock.js';
import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { UpdateProfileRequest, UserResponse } from './user.dto.js';
import { presentUser } from './user.presenter.js';

@ApiTags('Accounts')
@Controller('api/users')
export class UsersController {
  constructor(
    private readonly users: IUserQueries,
    private readonly updateProfile: UpdateProfile,
    private readonly clock: IClock,
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
  @HttpCode(200)
  @ApiOkResponse({ type: UserResponse })
  async update(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Body() changes: UpdateProfileRequest,
  ): Promise<UserResponse> {
    return presentUser(await this.updateProfile.execute({ organizationId, userId, changes }));
  }
}

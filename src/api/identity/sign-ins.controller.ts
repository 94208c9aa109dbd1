import { Controller, Get, HttpCode, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ISignInQueries } from '../../application/identity/ports/sign-in-queries.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { presentPage } from '../http/list.js';
import { ListQuery, toPageRequest } from '../http/list-query.dto.js';
import { SignInListResponse } from './sign-in.dto.js';
import { presentSignIn } from './sign-in.presenter.js';

@ApiTags('Accounts')
@RequireLiveSession()
@Controller('api/users/me/sign-ins')
export class SignInsController {
  constructor(private readonly signIns: ISignInQueries) {}

  /** When and from where somebody signed in to one's account or failed to, the newest first. Kept for 90 days. */
  @Get()
  @HttpCode(200)
  @ApiOkResponse({ type: SignInListResponse })
  async list(
    @CurrentUser() { organizationId, userId }: AuthenticatedUser,
    @Query() query: ListQuery,
  ): Promise<SignInListResponse> {
    return presentPage(await this.signIns.list(organizationId, userId, toPageRequest(query)), presentSignIn);
  }
}

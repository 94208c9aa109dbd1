import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { RequestEmailVerification } from '../../application/identity/request-email-verification.js';
import { VerifyEmail } from '../../application/identity/verify-email.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { CurrentUser } from '../http/auth/current-user.js';
import { Public } from '../http/auth/public.js';
import { RequireLiveSession } from '../http/auth/require-live-session.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { VerifyEmailRequest } from './email.dto.js';

@ApiTags('Accounts')
@Controller('api/auth/email')
export class EmailController {
  constructor(
    private readonly requestVerification: RequestEmailVerification,
    private readonly verifyEmail: VerifyEmail,
  ) {}

  /** Mails the link to verify one's own address once more, unless it is verified. */
  @Post('verification')
  @RequireLiveSession()
  @SignInRateLimit()
  @HttpCode(202)
  @ApiAcceptedResponse()
  async request(@CurrentUser() { organizationId, userId }: AuthenticatedUser): Promise<void> {
    await this.requestVerification.execute({ organizationId, userId });
  }

  /** Verifies an address by a mailed link, which works once. */
  @Post('verify')
  @Public()
  @SignInRateLimit()
  @HttpCode(204)
  @ApiNoContentResponse()
  async verify(@Body() { token }: VerifyEmailRequest): Promise<void> {
    await this.verifyEmail.execute({ organizationId: DEFAULT_ORGANIZATION_ID, token });
  }
}

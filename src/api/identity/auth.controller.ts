import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LogIn } from '../../application/identity/log-in.js';
import { LogOut } from '../../application/identity/log-out.js';
import { IUserQueries } from '../../application/identity/ports/user-queries.js';
import { RefreshSession } from '../../application/identity/refresh-session.js';
import { RegisterUser } from '../../application/identity/register-user.js';
import { IClock } from '../../application/ports/clock.js';
import { sessionEnded } from '../../domain/identity/identity-errors.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../domain/shared/organization.js';
import { CurrentSession, type SessionUser } from '../http/auth/current-session.js';
import { KnownDevices } from '../http/auth/known-devices.js';
import { Public } from '../http/auth/public.js';
import { SessionClaim } from '../http/auth/session-claim.js';
import { SignInRateLimit } from '../http/rate-limit.guard.js';
import { LogInRequest, RegisterRequest, SessionResponse, SignedInResponse } from './auth.dto.js';
import { clientOf, SessionAnswer } from './session-answer.js';

@ApiTags('Accounts')
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly registerUser: RegisterUser,
    private readonly logIn: LogIn,
    private readonly refreshSession: RefreshSession,
    private readonly logOut: LogOut,
    private readonly users: IUserQueries,
    private readonly clock: IClock,
    private readonly claim: SessionClaim,
    private readonly devices: KnownDevices,
    private readonly answer: SessionAnswer,
  ) {}

  /** Makes an account and signs it in. */
  @Post('register')
  @Public()
  @SignInRateLimit()
  @HttpCode(201)
  @ApiCreatedResponse({ type: SignedInResponse })
  async register(
    @Body() { email, password, name, phone = null, birthdate = null, locale = null }: RegisterRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInResponse> {
    const profile = { name, phone, birthdate, locale };
    const command = { organizationId, email, password, ...profile, ...clientOf(request) };
    const signedIn = await this.registerUser.execute(command);
    this.devices.remember(request, reply, { organizationId, email });
    return this.answer.signedIn(reply, signedIn);
  }

  /**
   * Signs in with address and password. Wrong passwords for an address are answered 429 with `Retry-After` after a few
   * tries, whether there is an account or not; a browser in which somebody has signed in to it before has its own tries.
   */
  @Post('login')
  @Public()
  @SignInRateLimit()
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInResponse })
  async login(
    @Body() { email, password }: LogInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInResponse> {
    const knownDeviceId = this.devices.idFor(request, { organizationId, email });
    const command = { organizationId, email, password, knownDeviceId, ...clientOf(request) };
    const signedIn = await this.logIn.execute(command);
    this.devices.remember(request, reply, { organizationId, email });
    return this.answer.signedIn(reply, signedIn);
  }

  /** New tokens for the refresh cookie, which is replaced. A used cookie that comes back ends the session. */
  @Post('refresh')
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: SignedInResponse })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInResponse> {
    const token = this.claim.forRefresh(request);
    return this.answer.signedIn(reply, await this.refreshSession.execute({ organizationId, token }));
  }

  /** Ends the session and clears its cookies. Works with an expired access token, too. */
  @Post('logout')
  @Public()
  @HttpCode(204)
  @ApiNoContentResponse()
  async logout(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const session = this.claim.forLogOut(request);
    if (session) await this.logOut.execute(session);
    this.answer.signedOut(reply);
  }

  /** Who is signed in, and until when. */
  @Get('session')
  @HttpCode(200)
  @ApiOkResponse({ type: SessionResponse })
  async session(@CurrentSession() user: SessionUser): Promise<SessionResponse> {
    const session = await this.users.liveSession(user.organizationId, user.sessionId, this.clock.now());
    if (!session) throw sessionEnded();
    return this.answer.session(user.sessionId, session);
  }
}

import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../../application/identity/access-token-claims.js';
import type { LiveSession } from '../../application/identity/ports/user-queries.js';
import type { ClientFacts, SignedIn } from '../../application/identity/signed-in.js';
import { AuthCookies } from '../http/auth/auth-cookies.js';
import { CsrfTokens } from '../http/auth/csrf-tokens.js';
import type { SessionResponse, SignedInResponse } from './auth.dto.js';
import { presentUser } from './user.presenter.js';

/** How a session is answered: its cookies and its body. */
@Injectable()
export class SessionAnswer {
  constructor(
    private readonly cookies: AuthCookies,
    private readonly csrfTokens: CsrfTokens,
  ) {}

  signedIn(reply: FastifyReply, signedIn: SignedIn): SignedInResponse {
    this.cookies.set(reply, signedIn);
    return {
      user: presentUser(signedIn.user),
      access_token: signedIn.accessToken,
      expires_in: ACCESS_TOKEN_LIFETIME_SECONDS,
      csrf_token: this.csrfTokens.tokenFor(signedIn.sessionId),
    };
  }

  /** The cookies of a session that takes the place of another; there is no body. */
  renewed(reply: FastifyReply, signedIn: SignedIn): void {
    this.cookies.set(reply, signedIn);
  }

  session(sessionId: string, { user, expiresAt }: LiveSession): SessionResponse {
    return {
      user: presentUser(user),
      expires_at: expiresAt.toISOString(),
      csrf_token: this.csrfTokens.tokenFor(sessionId),
    };
  }

  signedOut(reply: FastifyReply): void {
    this.cookies.clear(reply);
  }
}

export function clientOf(request: FastifyRequest): ClientFacts {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? null };
}

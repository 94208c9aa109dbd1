import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { LogOutCommand } from '../../../application/identity/log-out.js';
import { IAccessTokens } from '../../../application/identity/ports/access-tokens.js';
import type { RefreshToken } from '../../../application/identity/refresh-token.js';
import { refreshTokenInvalid } from '../../../domain/identity/identity-errors.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../domain/shared/organization.js';
import { AuthCookies } from './auth-cookies.js';
import { credentialOf } from './credential.js';
import { assertCsrfToken, hasCsrfToken } from './csrf.guard.js';
import { CsrfTokens } from './csrf-tokens.js';

/**
 * Which session a request speaks for where an access token may have expired: refreshing and signing out. Both are
 * public routes to the guards, so the CSRF token is asked for here.
 */
@Injectable()
export class SessionClaim {
  constructor(
    private readonly cookies: AuthCookies,
    private readonly csrfTokens: CsrfTokens,
    private readonly accessTokens: IAccessTokens,
  ) {}

  /** @throws DomainError `refresh_token_invalid` without a refresh cookie, `csrf_token_invalid` */
  forRefresh(request: FastifyRequest): RefreshToken {
    const [first] = this.cookies.refreshTokens(request);
    const token = this.#ownRefreshToken(request) ?? first;
    if (token === undefined) throw refreshTokenInvalid();
    // A foreign page cannot send an Authorization header without asking first (CORS), so a bearer token proves as much.
    if (credentialOf(request, this.cookies)?.via !== 'bearer') {
      assertCsrfToken(request, token.sessionId, this.csrfTokens);
    }
    return token;
  }

  /**
   * The session to end; null when the request names none, and then there is nothing to do.
   *
   * @throws DomainError `csrf_token_invalid`
   */
  forLogOut(request: FastifyRequest): LogOutCommand | null {
    const credential = credentialOf(request, this.cookies);
    const subject = credential && this.accessTokens.subjectEvenIfExpired(credential.token);
    if (subject && credential.via === 'bearer') return subject;

    const token = this.#ownRefreshToken(request);
    if (token) return { organizationId: DEFAULT_ORGANIZATION_ID, token };
    const [first] = this.cookies.refreshTokens(request);
    const sessionId = subject?.sessionId ?? first?.sessionId;
    if (sessionId === undefined) return null;
    assertCsrfToken(request, sessionId, this.csrfTokens);
    return subject;
  }

  /** Of the session whose CSRF token comes along: whatever somebody else has put beside it is not the page's. */
  #ownRefreshToken(request: FastifyRequest): RefreshToken | undefined {
    return this.cookies
      .refreshTokens(request)
      .find(({ sessionId }) => hasCsrfToken(request, sessionId, this.csrfTokens));
  }
}

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../../domain/shared/domain-error.js';
import { AuthCookies } from './auth-cookies.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { credentialOf } from './credential.js';
import { CsrfTokens } from './csrf-tokens.js';

/** RFC 9110, section 9.2.1: these change nothing, so a foreign page gains nothing by sending them. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const CSRF_HEADER = 'x-csrf-token';

/** Unsafe requests that a cookie authenticates must carry the session's CSRF token. Runs after authentication. */
@Injectable()
export class CsrfGuard implements CanActivate {
  constructor(
    private readonly cookies: AuthCookies,
    private readonly csrfTokens: CsrfTokens,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest & { readonly user?: AuthenticatedUser }>();
    // Without a user the route is public and no cookie gave it any rights.
    if (request.user === undefined || SAFE_METHODS.has(request.method)) return true;
    const { sessionId } = request.user;
    if (sessionId !== null && credentialOf(request, this.cookies)?.via === 'cookie') {
      assertCsrfToken(request, sessionId, this.csrfTokens);
    }
    return true;
  }
}

export function hasCsrfToken(request: FastifyRequest, sessionId: string, csrfTokens: CsrfTokens): boolean {
  const token = request.headers[CSRF_HEADER];
  return typeof token === 'string' && csrfTokens.matches(sessionId, token);
}

/** @throws DomainError `csrf_token_invalid` */
export function assertCsrfToken(request: FastifyRequest, sessionId: string, csrfTokens: CsrfTokens): void {
  if (hasCsrfToken(request, sessionId, csrfTokens)) return;
  throw new DomainError(
    'csrf_token_invalid',
    'forbidden',
    'Requests by cookie need the header X-CSRF-Token with the value of the cookie kaikei_csrf.',
  );
}

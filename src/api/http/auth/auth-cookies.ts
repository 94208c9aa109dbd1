import type { CookieSerializeOptions } from '@fastify/cookie';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ACCESS_TOKEN_LIFETIME_SECONDS } from '../../../application/identity/access-token-claims.js';
import { parseRefreshToken, type RefreshToken } from '../../../application/identity/refresh-token.js';
import type { SignedIn } from '../../../application/identity/signed-in.js';
import { AuthSettings } from './auth-settings.js';
import { CsrfTokens } from './csrf-tokens.js';

/** The refresh token goes nowhere else. */
const REFRESH_PATH = '/api/auth';

interface CookieKind {
  readonly name: string;
  readonly options: CookieSerializeOptions;
}

/**
 * The cookies of a session. `Lax` lets someone who follows a link here arrive signed in; the refresh token needs no
 * such kindness. `__Host-` demands the path `/`, so the refresh cookie, limited to its path, has `__Secure-` instead.
 */
@Injectable()
export class AuthCookies {
  readonly #access: CookieKind;
  readonly #refresh: CookieKind;
  readonly #csrf: CookieKind;

  constructor(
    { secureCookies: secure }: AuthSettings,
    private readonly csrfTokens: CsrfTokens,
  ) {
    const [host, secured] = secure ? ['__Host-', '__Secure-'] : ['', ''];
    this.#access = {
      name: `${host}kaikei_access`,
      options: { path: '/', httpOnly: true, sameSite: 'lax', secure },
    };
    this.#refresh = {
      name: `${secured}kaikei_refresh`,
      options: { path: REFRESH_PATH, httpOnly: true, sameSite: 'strict', secure },
    };
    this.#csrf = {
      name: `${host}kaikei_csrf`,
      options: { path: '/', httpOnly: false, sameSite: 'lax', secure },
    };
  }

  set(reply: FastifyReply, signedIn: SignedIn): void {
    const expires = signedIn.refreshTokenExpiresAt;
    write(reply, this.#access, signedIn.accessToken, { maxAge: ACCESS_TOKEN_LIFETIME_SECONDS });
    write(reply, this.#refresh, signedIn.refreshToken, { expires });
    write(reply, this.#csrf, this.csrfTokens.tokenFor(signedIn.sessionId), { expires });
  }

  clear(reply: FastifyReply): void {
    for (const { name, options } of [this.#access, this.#refresh, this.#csrf])
      reply.clearCookie(name, options);
  }

  accessToken(request: FastifyRequest): string | null {
    return request.cookies[this.#access.name] ?? null;
  }

  /**
   * Every one that came in: another host of the same domain can put a cookie of this name, though none of the access token's,
   * before ours.
   */
  refreshTokens(request: FastifyRequest): readonly RefreshToken[] {
    const own = `${this.#refresh.name}=`;
    return (request.headers.cookie ?? '')
      .split(';')
      .map((cookie) => cookie.trim())
      .filter((cookie) => cookie.startsWith(own))
      .map((cookie) => parseRefreshToken(cookie.slice(own.length)))
      .filter((token) => token !== null);
  }
}

function write(
  reply: FastifyReply,
  { name, options }: CookieKind,
  value: string,
  lifetime: CookieSerializeOptions,
): void {
  reply.setCookie(name, value, { ...options, ...lifetime });
}

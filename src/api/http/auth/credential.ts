import type { FastifyRequest } from 'fastify';
import type { AuthCookies } from './auth-cookies.js';

/** An access token as it came in. By cookie the browser sends it unasked, so there a CSRF token must come along. */
export interface Credential {
  readonly token: string;
  readonly via: 'bearer' | 'cookie';
}

/** RFC 6750, section 2.1. */
const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** The bearer token if there is one, else the cookie's; null without either. */
export function credentialOf(request: FastifyRequest, cookies: AuthCookies): Credential | null {
  const bearer = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, via: 'bearer' };
  const token = cookies.accessToken(request);
  return token === null ? null : { token, via: 'cookie' };
}

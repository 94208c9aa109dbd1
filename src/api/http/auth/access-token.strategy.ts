import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { type JwtFromRequestFunction, Strategy } from 'passport-jwt';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  type AccessTokenClaims,
} from '../../../application/identity/access-token-claims.js';
import { AuthCookies } from './auth-cookies.js';
import { AuthSettings } from './auth-settings.js';
import type { AuthenticatedUser } from './authenticated-user.js';
import { credentialOf } from './credential.js';

export const ACCESS_TOKEN_STRATEGY = 'access-token';

/** Signature, algorithm, issuer, audience and expiry are checked by passport-jwt; the database is not asked. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN_STRATEGY) {
  constructor(settings: AuthSettings, cookies: AuthCookies) {
    const jwtFromRequest: JwtFromRequestFunction<FastifyRequest> = (request) =>
      credentialOf(request, cookies)?.token ?? null;
    super({
      jwtFromRequest,
      secretOrKey: settings.jwtSecret,
      algorithms: [ACCESS_TOKEN_ALGORITHM],
      issuer: ACCESS_TOKEN_ISSUER,
      audience: ACCESS_TOKEN_AUDIENCE,
    });
  }

  validate({ sub, sid, org, role }: AccessTokenClaims): AuthenticatedUser {
    return { organizationId: org, userId: sub, role, sessionId: sid, signedInAt: null, apiKeyId: null };
  }
}

import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_AUDIENCE,
  ACCESS_TOKEN_ISSUER,
  ACCESS_TOKEN_LIFETIME_SECONDS,
  type AccessTokenClaims,
} from '../../application/identity/access-token-claims.js';
import { IAccessTokens, type AccessTokenSubject } from '../../application/identity/ports/access-tokens.js';
import { IClock } from '../../application/ports/clock.js';

/** JWTs (RFC 7519) signed with the module's secret. */
@Injectable()
export class AccessTokens extends IAccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: IClock,
  ) {
    super();
  }

  issue({ userId, sessionId, organizationId, role }: AccessTokenSubject): string {
    const claims: AccessTokenClaims = { sub: userId, sid: sessionId, org: organizationId, role };
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return this.jwt.sign(
      { ...claims, iat: issuedAt },
      {
        algorithm: ACCESS_TOKEN_ALGORITHM,
        issuer: ACCESS_TOKEN_ISSUER,
        audience: ACCESS_TOKEN_AUDIENCE,
        expiresIn: ACCESS_TOKEN_LIFETIME_SECONDS,
      },
    );
  }

  subjectEvenIfExpired(token: string): AccessTokenSubject | null {
    try {
      const { sub, sid, org, role } = this.jwt.verify<AccessTokenClaims>(token, {
        algorithms: [ACCESS_TOKEN_ALGORITHM],
        issuer: ACCESS_TOKEN_ISSUER,
        audience: ACCESS_TOKEN_AUDIENCE,
        ignoreExpiration: true,
      });
      return { organizationId: org, userId: sub, role, sessionId: sid };
    } catch {
      // Malformed, forged or of another key: the library tells them apart by throwing, nobody here needs to.
      return null;
    }
  }
}

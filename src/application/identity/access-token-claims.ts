import type { Role } from '../../domain/identity/user.js';

/** Until a token expires nobody asks the database about it, so this is how long a revoked session may linger. */
export const ACCESS_TOKEN_LIFETIME_SECONDS = 600;
export const ACCESS_TOKEN_ISSUER = 'kaikei';
export const ACCESS_TOKEN_AUDIENCE = 'kaikei-api';
/** Pinned for signing and for verifying (RFC 8725, section 3.1). */
export const ACCESS_TOKEN_ALGORITHM = 'HS256';

/** The private claims of an access token, beside the registered ones of RFC 7519. */
export interface AccessTokenClaims {
  /** User id. */
  readonly sub: string;
  /** Session id. */
  readonly sid: string;
  readonly org: string;
  readonly role: Role;
}

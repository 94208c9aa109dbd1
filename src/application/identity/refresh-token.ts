/**
 * What the refresh cookie holds: the session's id, by which the family is locked and the CSRF token is checked before
 * any secret is looked at, and the secret.
 */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secret: string;
}

/** A UUID, a dot, 32 bytes in base64url. */
const FORMAT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/;

export function formatRefreshToken({ sessionId, secret }: RefreshToken): string {
  return `${sessionId}.${secret}`;
}

/** Null for anything that `formatRefreshToken` did not make. */
export function parseRefreshToken(text: string): RefreshToken | null {
  const [, sessionId, secret] = FORMAT.exec(text) ?? [];
  return sessionId === undefined || secret === undefined ? null : { sessionId, secret };
}

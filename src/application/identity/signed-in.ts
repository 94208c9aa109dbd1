import type { UserView } from './user-view.js';

/** From where someone signs in, kept with the session so that they can recognize it. */
export interface ClientFacts {
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Enough to tell one browser from another; the header itself has no limit. */
const USER_AGENT_MAX_LENGTH = 512;

/** What is kept of a client. */
export function recognizable({ ip, userAgent }: ClientFacts): ClientFacts {
  return { ip, userAgent: userAgent?.slice(0, USER_AGENT_MAX_LENGTH) ?? null };
}

/** What signing in, registering and refreshing hand out. */
export interface SignedIn {
  readonly user: UserView;
  readonly sessionId: string;
  readonly accessToken: string;
  /** `formatRefreshToken`'s; for the httpOnly cookie alone. */
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

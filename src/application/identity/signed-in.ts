import type { UserView } from './user-view.js';

/** From where someone signs in, kept with the session so that they can recognize it. */
export interface ClientFacts {
  readonly ip: string | null;
  readonly userAgent: string | null;
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

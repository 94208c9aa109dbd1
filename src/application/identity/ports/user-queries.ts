import type { UserView } from '../user-view.js';

/** A session that has neither ended nor been revoked, with its user as they are now. */
export interface LiveSession {
  readonly user: UserView;
  readonly expiresAt: Date;
}

/** Reads that only show. */
export abstract class IUserQueries {
  abstract liveSession(organizationId: string, sessionId: string, now: Date): Promise<LiveSession | null>;
  /** Null where there is no such user (any more), or where `userId` cannot be an id. */
  abstract find(organizationId: string, userId: string): Promise<UserView | null>;
}

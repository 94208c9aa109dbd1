import type { UserView } from '../user-view.js';

/** How a user is addressed, for those who write to them or name them at Stripe. */
export interface UserContact {
  readonly email: string;
  readonly name: string;
}

/** A session that has neither ended nor been revoked, with its user as they are now. */
export interface LiveSession {
  readonly user: UserView;
  readonly expiresAt: Date;
}

/** Reads that only show. */
export abstract class IUserQueries {
  abstract contact(organizationId: string, userId: string): Promise<UserContact | null>;
  abstract liveSession(organizationId: string, sessionId: string, now: Date): Promise<LiveSession | null>;
}

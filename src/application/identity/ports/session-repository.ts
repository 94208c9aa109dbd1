import type { RefreshTokenUse, RevocationReason, Session } from '../../../domain/identity/session.js';

/** A refresh token as it is stored: never itself, only its SHA-256. */
export interface StoredRefreshToken extends RefreshTokenUse {
  readonly id: string;
  readonly organizationId: string;
  readonly sessionId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
}

/** Sessions and the families of their refresh tokens. */
export abstract class ISessionRepository {
  abstract insert(session: Session): Promise<void>;
  abstract update(session: Session): Promise<void>;
  /** Holds the session until the transaction ends, and so everything that happens to its tokens. */
  abstract findForUpdate(organizationId: string, id: string): Promise<Session | null>;
  /** Forgets the user's sessions that ended before `now`, their tokens with them. */
  abstract removeEnded(organizationId: string, userId: string, now: Date): Promise<void>;

  /** Ends every session of the user. */
  abstract revokeAll(
    organizationId: string,
    userId: string,
    reason: RevocationReason,
    now: Date,
  ): Promise<void>;

  /** Ends every session of the user but `keptId`. */
  abstract revokeOthers(
    organizationId: string,
    userId: string,
    keptId: string,
    reason: RevocationReason,
    now: Date,
  ): Promise<void>;
  /** Forgets up to `limit` sessions of anyone that ended before `now`, their tokens with them. @returns how many */
  abstract purgeEnded(now: Date, limit: number): Promise<number>;

  abstract addToken(token: StoredRefreshToken): Promise<void>;
  abstract findToken(
    organizationId: string,
    sessionId: string,
    tokenHash: Buffer,
  ): Promise<StoredRefreshToken | null>;
  /** Marks every token of the session that is still unused as used, and forgets those that have expired. */
  abstract supersedeTokens(organizationId: string, sessionId: string, now: Date): Promise<void>;
}

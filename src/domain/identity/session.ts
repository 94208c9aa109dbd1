const DAY_MS = 24 * 60 * 60 * 1000;

/** How long someone who stays away remains signed in. Each refresh begins it anew. */
export const SESSION_LIFETIME_MS = 30 * DAY_MS;
/**
 * A used refresh token is answered once more within this time: two tabs of one browser refresh at the same moment, or
 * an answer was lost on the way. Long enough for a slow mobile network, short enough that a stolen token that is
 * replayed later is taken for what it is.
 */
export const REFRESH_GRACE_MS = 10_000;

export type RevocationReason =
  | 'signed_out'
  | 'refresh_token_reused'
  | 'promoted'
  | 'demoted'
  | 'password_changed'
  | 'email_changed'
  | 'ended_by_owner';

/** A session as it is stored: one sign-in, the family of its refresh tokens. */
export interface SessionSnapshot {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedReason: RevocationReason | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

export interface NewSession {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** Of a stored refresh token, what decides whether it may be used. */
export interface RefreshTokenUse {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

/**
 * What a presented refresh token is worth:
 * `rotate`: it is the current one, its successor replaces it;
 * `repeat`: it was used a moment ago, a sibling of its successor is answered;
 * `reused`: it was used long ago, so two parties hold it and the session ends for both;
 * `ended`: the session or the token is over, or the token is none of this session's.
 */
export type RefreshVerdict = 'rotate' | 'repeat' | 'reused' | 'ended';

/** One sign-in of one user. */
export class Session {
  #state: SessionSnapshot;

  private constructor(state: SessionSnapshot) {
    this.#state = state;
  }

  static open(session: NewSession, now: Date): Session {
    return new Session({
      ...session,
      createdAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LIFETIME_MS),
      revokedAt: null,
      revokedReason: null,
    });
  }

  static rehydrate(snapshot: SessionSnapshot): Session {
    return new Session(snapshot);
  }

  snapshot(): SessionSnapshot {
    return this.#state;
  }

  isLive(now: Date): boolean {
    return this.#state.revokedAt === null && now < this.#state.expiresAt;
  }

  judge(token: RefreshTokenUse | null, now: Date): RefreshVerdict {
    if (token === null || !this.isLive(now) || now >= token.expiresAt) return 'ended';
    if (token.usedAt === null) return 'rotate';
    return now.getTime() - token.usedAt.getTime() <= REFRESH_GRACE_MS ? 'repeat' : 'reused';
  }

  extend(now: Date): void {
    this.#state = { ...this.#state, expiresAt: new Date(now.getTime() + SESSION_LIFETIME_MS) };
  }

  /** Ends the session; a session that was revoked before keeps its first reason. */
  revoke(reason: RevocationReason, now: Date): void {
    if (this.#state.revokedAt !== null) return;
    this.#state = { ...this.#state, revokedAt: now, revokedReason: reason };
  }
}

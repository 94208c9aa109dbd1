import {
  ISessionRepository,
  type StoredRefreshToken,
} from '../../../src/application/identity/ports/session-repository.js';
import {
  type RevocationReason,
  Session,
  type SessionSnapshot,
} from '../../../src/domain/identity/session.js';

export class FakeSessionRepository extends ISessionRepository {
  readonly rows = new Map<string, SessionSnapshot>();
  tokens: StoredRefreshToken[] = [];

  async insert(session: Session): Promise<void> {
    this.#store(session);
  }

  async update(session: Session): Promise<void> {
    this.#store(session);
  }

  async findForUpdate(organizationId: string, id: string): Promise<Session | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Session.rehydrate(row) : null;
  }

  async removeEnded(organizationId: string, userId: string, now: Date): Promise<void> {
    const ended = [...this.rows.values()].filter(
      (row) => row.organizationId === organizationId && row.userId === userId && row.expiresAt <= now,
    );
    for (const { id } of ended) this.rows.delete(id);
    this.tokens = this.tokens.filter(({ sessionId }) => this.rows.has(sessionId));
  }

  async revokeAll(
    organizationId: string,
    userId: string,
    revokedReason: RevocationReason,
    revokedAt: Date,
  ): Promise<void> {
    for (const row of this.rows.values()) {
      if (row.organizationId !== organizationId || row.userId !== userId || row.revokedAt !== null) continue;
      this.rows.set(row.id, { ...row, revokedAt, revokedReason });
    }
  }

  async revokeOthers(
    organizationId: string,
    userId: string,
    keptId: string,
    reason: RevocationReason,
    now: Date,
  ): Promise<void> {
    const kept = this.rows.get(keptId);
    await this.revokeAll(organizationId, userId, reason, now);
    if (kept) this.rows.set(keptId, kept);
  }

  async purgeEnded(now: Date, limit: number): Promise<number> {
    const ended = [...this.rows.values()].filter(({ expiresAt }) => expiresAt <= now).slice(0, limit);
    for (const { id } of ended) this.rows.delete(id);
    this.tokens = this.tokens.filter(({ sessionId }) => this.rows.has(sessionId));
    return ended.length;
  }

  async addToken(token: StoredRefreshToken): Promise<void> {
    this.tokens.push(token);
  }

  async findToken(
    organizationId: string,
    sessionId: string,
    tokenHash: Buffer,
  ): Promise<StoredRefreshToken | null> {
    const found = this.#family(organizationId, sessionId).find((token) => token.tokenHash.equals(tokenHash));
    return found ?? null;
  }

  async supersedeTokens(organizationId: string, sessionId: string, now: Date): Promise<void> {
    const family = new Set(this.#family(organizationId, sessionId));
    this.tokens = this.tokens
      .filter((token) => !family.has(token) || token.expiresAt > now)
      .map((token) => (family.has(token) ? { ...token, usedAt: token.usedAt ?? now } : token));
  }

  #family(organizationId: string, sessionId: string): StoredRefreshToken[] {
    return this.tokens.filter(
      (token) => token.organizationId === organizationId && token.sessionId === sessionId,
    );
  }

  #store(session: Session): void {
    const row = session.snapshot();
    this.rows.set(row.id, row);
  }
}

import { IAccountTokenRepository } from '../../../src/application/identity/ports/account-token-repository.js';
import type { AccountToken, AccountTokenPurpose } from '../../../src/domain/identity/account-token.js';

type Row = AccountToken & { spentAt: Date | null };

export class FakeAccountTokenRepository extends IAccountTokenRepository {
  rows: Row[] = [];

  async replace(token: AccountToken): Promise<void> {
    await this.spendAll(token.organizationId, token.userId, [token.purpose], token.createdAt);
    this.rows.push({ ...token, spentAt: null });
  }

  async countSince(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    since: Date,
  ): Promise<number> {
    return this.#held(organizationId, userId, purpose).filter(({ createdAt }) => createdAt > since).length;
  }

  async findHolder(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<string | null> {
    return this.#good(organizationId, purpose, tokenHash, now)?.userId ?? null;
  }

  async spend(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<boolean> {
    const row = this.#good(organizationId, purpose, tokenHash, now);
    if (row) row.spentAt = now;
    return row !== undefined;
  }

  async findHeld(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    now: Date,
  ): Promise<AccountToken | null> {
    const row = this.#held(organizationId, userId, purpose).find(
      ({ spentAt, expiresAt }) => spentAt === null && expiresAt > now,
    );
    if (!row) return null;
    const { spentAt: _, ...token } = row;
    return token;
  }

  async spendAll(
    organizationId: string,
    userId: string,
    purposes: readonly AccountTokenPurpose[],
    now: Date,
  ): Promise<void> {
    for (const purpose of purposes) {
      for (const row of this.#held(organizationId, userId, purpose)) row.spentAt ??= now;
    }
  }

  async purgeExpired(now: Date, limit: number): Promise<number> {
    const gone = this.rows.filter(({ expiresAt }) => expiresAt <= now).slice(0, limit);
    this.rows = this.rows.filter((row) => !gone.includes(row));
    return gone.length;
  }

  #held(organizationId: string, userId: string, purpose: AccountTokenPurpose): Row[] {
    return this.rows.filter(
      (row) => row.organizationId === organizationId && row.userId === userId && row.purpose === purpose,
    );
  }

  #good(organizationId: string, purpose: AccountTokenPurpose, tokenHash: Buffer, now: Date): Row | undefined {
    return this.rows.find(
      (row) =>
        row.organizationId === organizationId &&
        row.purpose === purpose &&
        row.tokenHash.equals(tokenHash) &&
        row.spentAt === null &&
        row.expiresAt > now,
    );
  }
}

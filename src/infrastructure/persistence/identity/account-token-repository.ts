import { Injectable } from '@nestjs/common';
import { IAccountTokenRepository } from '../../../application/identity/ports/account-token-repository.js';
import type { AccountToken, AccountTokenPurpose } from '../../../domain/identity/account-token.js';
import { Database } from '../database.js';

@Injectable()
export class AccountTokenRepository extends IAccountTokenRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async replace(token: AccountToken): Promise<void> {
    const { id, organizationId, userId, purpose, email, tokenHash, createdAt, expiresAt } = token;
    await this.spendAll(organizationId, userId, [purpose], createdAt);
    await this.database.query(
      `INSERT INTO account_tokens (id, organization_id, user_id, purpose, email, token_hash, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, userId, purpose, email, tokenHash, createdAt, expiresAt],
    );
  }

  async countSince(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    since: Date,
  ): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM account_tokens
       WHERE organization_id = $1 AND user_id = $2 AND purpose = $3 AND created_at > $4`,
      [organizationId, userId, purpose, since],
    );
    return row?.count ?? 0;
  }

  async findHolder(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<string | null> {
    const [row] = await this.database.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM account_tokens
       WHERE organization_id = $1 AND purpose = $2 AND token_hash = $3 AND spent_at IS NULL AND expires_at > $4`,
      [organizationId, purpose, tokenHash, now],
    );
    return row?.userId ?? null;
  }

  async spend(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `UPDATE account_tokens SET spent_at = $4
       WHERE organization_id = $1 AND purpose = $2 AND token_hash = $3 AND spent_at IS NULL AND expires_at > $4
       RETURNING id`,
      [organizationId, purpose, tokenHash, now],
    );
    return rows.length === 1;
  }

  async findHeld(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    now: Date,
  ): Promise<AccountToken | null> {
    const [row] = await this.database.query<AccountToken>(
      `SELECT id, organization_id AS "organizationId", user_id AS "userId", purpose, email,
         token_hash AS "tokenHash", created_at AS "createdAt", expires_at AS "expiresAt"
       FROM account_tokens
       WHERE organization_id = $1 AND user_id = $2 AND purpose = $3 AND spent_at IS NULL AND expires_at > $4`,
      [organizationId, userId, purpose, now],
    );
    return row ?? null;
  }

  async spendAll(
    organizationId: string,
    userId: string,
    purposes: readonly AccountTokenPurpose[],
    now: Date,
  ): Promise<void> {
    await this.database.query(
      `UPDATE account_tokens SET spent_at = $4
       WHERE organization_id = $1 AND user_id = $2 AND purpose = ANY ($3::text[]) AND spent_at IS NULL`,
      [organizationId, userId, purposes, now],
    );
  }

  async purgeExpired(now: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM account_tokens WHERE id IN (
         SELECT id FROM account_tokens WHERE expires_at <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING id`,
      [now, limit],
    );
    return rows.length;
  }
}

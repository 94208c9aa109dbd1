import { Injectable } from '@nestjs/common';
import { IApiKeyRepository } from '../../../application/identity/ports/api-key-repository.js';
import type { ApiKey } from '../../../domain/identity/api-key.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';

/** Of `api_keys`, as an operator may see them. */
export const API_KEY_COLUMNS = `id, name, prefix, scopes, created_by AS "createdBy", created_at AS "createdAt",
  last_used_at AS "lastUsedAt", revoked_at AS "revokedAt"`;

@Injectable()
export class ApiKeyRepository extends IApiKeyRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(key: ApiKey): Promise<void> {
    const { id, organizationId, name, prefix, secretHash, scopes, createdBy, createdAt } = key;
    await this.database.query(
      `INSERT INTO api_keys (id, organization_id, name, prefix, secret_hash, scopes, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, organizationId, name, prefix, secretHash, scopes, createdBy, createdAt],
    );
  }

  async findByPrefix(prefix: string): Promise<ApiKey | null> {
    const [row] = await this.database.query<ApiKey>(
      `SELECT ${API_KEY_COLUMNS}, organization_id AS "organizationId", secret_hash AS "secretHash"
       FROM api_keys WHERE prefix = $1`,
      [prefix],
    );
    return row ?? null;
  }

  async revoke(organizationId: string, id: string, now: Date): Promise<boolean | null> {
    if (!isUuid(id)) return null;
    const revoked = await this.database.query(
      `UPDATE api_keys SET revoked_at = $3
       WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
      [organizationId, id, now],
    );
    if (revoked.length === 1) return true;
    const standing = await this.database.query(
      'SELECT id FROM api_keys WHERE organization_id = $1 AND id = $2',
      [organizationId, id],
    );
    return standing.length === 1 ? false : null;
  }

  async touch(organizationId: string, id: string, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE api_keys SET last_used_at = $3
       WHERE organization_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < $3)`,
      [organizationId, id, now],
    );
  }
}

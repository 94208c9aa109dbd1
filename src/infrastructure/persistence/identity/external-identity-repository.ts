import { Injectable } from '@nestjs/common';
import {
  type ExternalIdentity,
  IExternalIdentityRepository,
} from '../../../application/identity/ports/external-identity-repository.js';
import { Database } from '../database.js';

@Injectable()
export class ExternalIdentityRepository extends IExternalIdentityRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async findUser({ organizationId, issuer, subject }: ExternalIdentity): Promise<string | null> {
    const [row] = await this.database.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM external_identities
       WHERE organization_id = $1 AND issuer = $2 AND subject = $3`,
      [organizationId, issuer, subject],
    );
    return row?.userId ?? null;
  }

  async insert(
    { organizationId, issuer, subject }: ExternalIdentity,
    userId: string,
    now: Date,
  ): Promise<boolean> {
    const rows = await this.database.query(
      `INSERT INTO external_identities (organization_id, issuer, subject, user_id, created_at)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING user_id`,
      [organizationId, issuer, subject, userId, now],
    );
    return rows.length === 1;
  }
}

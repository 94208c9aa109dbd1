import { Injectable } from '@nestjs/common';
import {
  type ExternalIdentity,
  IExternalIdentityRepository,
} from '../../../application/identity/ports/external-identity-repository.js';
import { Database } from '../database.js';

/** What is left of an identity whose account was deleted: enough to know it again, not to say whose it was. */
export const identityHash = (issuer: string, subject: string): string =>
  `sha256(convert_to(${issuer} || ' ' || ${subject}, 'UTF8'))`;

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

  async departedAt({ organizationId, issuer, subject }: ExternalIdentity): Promise<Date | null> {
    const [row] = await this.database.query<{ departedAt: Date }>(
      `SELECT departed_at AS "departedAt" FROM external_departures
       WHERE organization_id = $1 AND identity_hash = ${identityHash('$2::text', '$3::text')}`,
      [organizationId, issuer, subject],
    );
    return row?.departedAt ?? null;
  }

  async purgeDepartures(before: Date, limit: number): Promise<number> {
    const rows = await this.database.query(
      `DELETE FROM external_departures WHERE (organization_id, identity_hash) IN (
         SELECT organization_id, identity_hash FROM external_departures
         WHERE departed_at < $1 LIMIT $2 FOR UPDATE SKIP LOCKED
       ) RETURNING identity_hash`,
      [before, limit],
    );
    return rows.length;
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

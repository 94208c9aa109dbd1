import { Injectable } from '@nestjs/common';
import { IRecipients, type Recipient } from '../../../application/notifications/ports/recipients.js';
import { Database } from '../database.js';

const COLUMNS = `id AS "userId", email, CASE WHEN email_verified_at IS NOT NULL THEN name END AS name, locale`;

@Injectable()
export class Recipients extends IRecipients {
  constructor(private readonly database: Database) {
    super();
  }

  async customer(organizationId: string, userId: string): Promise<Recipient | null> {
    const [row] = await this.database.query<Recipient>(
      `SELECT ${COLUMNS} FROM users
       WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL AND email IS NOT NULL`,
      [organizationId, userId],
    );
    return row ?? null;
  }

  async operators(organizationId: string, limit: number): Promise<Recipient[]> {
    return this.database.query<Recipient>(
      `SELECT ${COLUMNS} FROM users WHERE organization_id = $1 AND role = 'operator' AND deleted_at IS NULL ORDER BY id LIMIT $2`,
      [organizationId, limit],
    );
  }
}

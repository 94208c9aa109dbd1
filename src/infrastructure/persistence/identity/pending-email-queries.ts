import { Injectable } from '@nestjs/common';
import {
  IPendingEmailQueries,
  type PendingEmailView,
} from '../../../application/identity/ports/pending-email-queries.js';
import { Database } from '../database.js';

@Injectable()
export class PendingEmailQueries extends IPendingEmailQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async find(organizationId: string, userId: string, now: Date): Promise<PendingEmailView | null> {
    const [row] = await this.database.query<PendingEmailView>(
      `SELECT email AS "newEmail", created_at AS "requestedAt", expires_at AS "expiresAt" FROM account_tokens
       WHERE organization_id = $1 AND user_id = $2 AND purpose = 'email_change'
         AND spent_at IS NULL AND expires_at > $3`,
      [organizationId, userId, now],
    );
    return row ?? null;
  }
}

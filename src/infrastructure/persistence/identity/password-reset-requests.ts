import { Injectable } from '@nestjs/common';
import {
  IPasswordResetRequests,
  type PasswordResetRequest,
} from '../../../application/identity/ports/password-reset-requests.js';
import { Database } from '../database.js';

@Injectable()
export class PasswordResetRequests extends IPasswordResetRequests {
  constructor(private readonly database: Database) {
    super();
  }

  async add({ id, organizationId, email, requestedAt }: PasswordResetRequest): Promise<void> {
    await this.database.query(
      `INSERT INTO password_reset_requests (id, organization_id, email, requested_at)
       VALUES ($1, $2, $3, $4) ON CONFLICT (organization_id, email) DO NOTHING`,
      [id, organizationId, email, requestedAt],
    );
  }

  async takeOldest(): Promise<PasswordResetRequest | null> {
    const [row] = await this.database.query<PasswordResetRequest>(
      `DELETE FROM password_reset_requests WHERE id = (
         SELECT id FROM password_reset_requests ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
       ) RETURNING id, organization_id AS "organizationId", email, requested_at AS "requestedAt"`,
    );
    return row ?? null;
  }
}

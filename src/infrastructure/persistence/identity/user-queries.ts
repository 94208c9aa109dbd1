import { Injectable } from '@nestjs/common';
import { IUserQueries, type LiveSession } from '../../../application/identity/ports/user-queries.js';
import type { UserView } from '../../../application/identity/user-view.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';

interface LiveSessionRow extends UserView {
  readonly expiresAt: Date;
}

/** A `UserView`, of `users AS u`. */
const USER = `u.id, u.email, u.name, u.phone, u.birthdate::text AS birthdate, u.locale, u.role,
  u.email_verified_at IS NOT NULL AS "emailVerified", u.created_at AS "createdAt"`;

@Injectable()
export class UserQueries extends IUserQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async liveSession(organizationId: string, sessionId: string, now: Date): Promise<LiveSession | null> {
    const [row] = await this.database.query<LiveSessionRow>(
      `SELECT ${USER}, s.expires_at AS "expiresAt"
       FROM sessions s JOIN users u ON u.id = s.user_id AND u.organization_id = s.organization_id
       WHERE s.organization_id = $1 AND s.id = $2 AND s.revoked_at IS NULL AND s.expires_at > $3`,
      [organizationId, sessionId, now],
    );
    if (!row) return null;
    const { expiresAt, ...user } = row;
    return { user, expiresAt };
  }

  async find(organizationId: string, userId: string): Promise<UserView | null> {
    if (!isUuid(userId)) return null;
    const [row] = await this.database.query<UserView>(
      `SELECT ${USER} FROM users u WHERE u.organization_id = $1 AND u.id = $2 AND u.deleted_at IS NULL`,
      [organizationId, userId],
    );
    return row ?? null;
  }
}

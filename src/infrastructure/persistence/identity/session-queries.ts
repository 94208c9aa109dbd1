import { Injectable } from '@nestjs/common';
import { ISessionQueries, type SessionView } from '../../../application/identity/ports/session-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

/** A refresh token is made with each use of the session, so the newest one tells when that was. */
const LIST = `
  SELECT id, created_at AS "createdAt", ip, user_agent AS "userAgent",
         coalesce((SELECT max(token.created_at) FROM refresh_tokens AS token WHERE token.session_id = session.id),
                  session.created_at) AS "lastUsedAt"
  FROM sessions AS session
  WHERE organization_id = $1 AND user_id = $2 AND revoked_at IS NULL AND expires_at > $3
    AND ($4::uuid IS NULL OR id < $4)
  ORDER BY id DESC
  LIMIT $5`;

@Injectable()
export class SessionQueries extends ISessionQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async listLive(
    organizationId: string,
    userId: string,
    now: Date,
    { limit, cursor }: PageRequest,
  ): Promise<Page<SessionView>> {
    const rows = await this.database.query<SessionView>(LIST, [
      ...[organizationId, userId, now],
      ...[decodeIdCursor(cursor), limit + 1],
    ]);
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }
}

import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import {
  type AuditFilter,
  type AuditView,
  IAuditQueries,
} from '../../../application/system/ports/audit-queries.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

@Injectable()
export class AuditQueries extends IAuditQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(
    organizationId: string,
    { action, subject }: AuditFilter,
    { limit, cursor }: PageRequest,
  ): Promise<Page<AuditView>> {
    const rows = await this.database.query<AuditView>(
      `SELECT entry.id, actor_user_id AS "actorUserId", actor.email AS "actorEmail", action, subject, detail, at
       FROM audit_log entry LEFT JOIN users actor ON actor.id = actor_user_id
       WHERE entry.organization_id = $1 AND ($2::uuid IS NULL OR entry.id < $2)
         AND ($3::text IS NULL OR action = $3) AND ($4::text IS NULL OR subject = $4)
       ORDER BY entry.id DESC LIMIT $5`,
      [organizationId, decodeIdCursor(cursor), action ?? null, subject ?? null, limit + 1],
    );
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }
}

import { Injectable } from '@nestjs/common';
import {
  type FindingStatus,
  type FindingView,
  IFindingQueries,
} from '../../../application/operations/ports/finding-queries.js';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';

const WHICH = { open: 'AND resolved_at IS NULL', resolved: 'AND resolved_at IS NOT NULL' } as const;

@Injectable()
export class FindingQueries extends IFindingQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(
    organizationId: string,
    { status }: { readonly status?: FindingStatus | undefined },
    { limit, cursor }: PageRequest,
  ): Promise<Page<FindingView>> {
    const rows = await this.database.query<FindingView>(
      `SELECT id, kind, subject, detail, created_at AS "createdAt", resolved_at AS "resolvedAt" FROM findings
       WHERE organization_id = $1 AND ($2::uuid IS NULL OR id < $2) ${status === undefined ? '' : WHICH[status]}
       ORDER BY id DESC LIMIT $3`,
      [organizationId, decodeIdCursor(cursor), limit + 1],
    );
    return toPage(rows, limit, (row) => encodeCursor(row.id));
  }
}

import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, In, LessThan } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { IDisputeQueries } from '../../../application/payments/ports/dispute-queries.js';
import { disputeNotFound } from '../../../domain/payments/dispute-errors.js';
import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import { decodeIdCursor, decodeTimeCursor, encodeCursor, positionOf, timeOfPosition } from '../cursor.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { type DisputeRow, disputeTable } from './dispute.table.js';

/** As in the index: the few that have no deadline come last. */
const DUE = `coalesce(due_by, timestamptz '2200-01-01 00:00:00+00')`;

@Injectable()
export class DisputeQueries extends IDisputeQueries {
  constructor(private readonly database: Database) {
    super();
  }

  async list(
    organizationId: string,
    { status }: { readonly status?: string | undefined },
    { limit, cursor }: PageRequest,
  ): Promise<Page<DisputeSnapshot>> {
    const before = decodeIdCursor(cursor);
    const where: FindOptionsWhere<DisputeRow> = {
      organizationId,
      ...(status === undefined ? {} : { status }),
      ...(before === null ? {} : { id: LessThan(before) }),
    };
    const order = { id: 'DESC' } as const;
    const rows = await this.database.manager.find(disputeTable, { where, order, take: limit + 1 });
    return toPage(rows, limit, ({ id }) => encodeCursor(id));
  }

  async listToAnswer(organizationId: string, { limit, cursor }: PageRequest): Promise<Page<DisputeSnapshot>> {
    const keys = await this.database.query<{ id: string; position: string }>(
      `SELECT id, ${positionOf(DUE)} AS position FROM disputes
       WHERE organization_id = $1 AND status IN ('needs_response', 'warning_needs_response')
         AND ($2::bigint IS NULL OR (${DUE}, id) > (${timeOfPosition('$2')}, $3::uuid))
       ORDER BY ${DUE}, id LIMIT $4`,
      [organizationId, ...decodeTimeCursor(cursor, isUuid), limit + 1],
    );
    const page = toPage(keys, limit, ({ position, id }) => encodeCursor(position, id));
    const ids = page.data.map(({ id }) => id);
    const rows = await this.database.manager.findBy(disputeTable, { organizationId, id: In(ids) });
    const found = new Map(rows.map((row) => [row.id, row]));
    return { ...page, data: ids.flatMap((id) => found.get(id) ?? []) };
  }

  async get(organizationId: string, id: string): Promise<DisputeSnapshot> {
    if (!isUuid(id)) throw disputeNotFound();
    const row = await this.database.manager.findOneBy(disputeTable, { organizationId, id });
    if (!row) throw disputeNotFound();
    return row;
  }
}

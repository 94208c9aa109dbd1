import { Injectable } from '@nestjs/common';
import { type FindOptionsWhere, LessThan } from 'typeorm';
import { type Page, type PageRequest, toPage } from '../../../application/page.js';
import { IDisputeQueries } from '../../../application/payments/ports/dispute-queries.js';
import { disputeNotFound } from '../../../domain/payments/dispute-errors.js';
import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import { decodeIdCursor, encodeCursor } from '../cursor.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { type DisputeRow, disputeTable } from './dispute.table.js';

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

  async get(organizationId: string, id: string): Promise<DisputeSnapshot> {
    if (!isUuid(id)) throw disputeNotFound();
    const row = await this.database.manager.findOneBy(disputeTable, { organizationId, id });
    if (!row) throw disputeNotFound();
    return row;
  }
}

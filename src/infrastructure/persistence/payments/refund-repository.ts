import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { IRefundRepository } from '../../../application/payments/ports/refund-repository.js';
import { Refund } from '../../../domain/payments/refund.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { refundTable } from './refund.table.js';

/** Rows that another worker has in its hands are left to it. */
const CLAIM = `
  WITH due AS (
    SELECT id FROM refunds WHERE status = 'requested' AND next_try_at <= $1
    ORDER BY next_try_at LIMIT $3 FOR UPDATE SKIP LOCKED
  )
  UPDATE refunds SET next_try_at = $2 FROM due WHERE refunds.id = due.id RETURNING refunds.id`;

@Injectable()
export class RefundRepository extends IRefundRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(refund: Refund): Promise<void> {
    await this.database.manager.insert(refundTable, refund.snapshot());
  }

  async update(refund: Refund): Promise<void> {
    const { id, organizationId, version, ...row } = refund.snapshot();
    const result = await this.database.manager.update(
      refundTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Refund ${id}`);
  }

  async findById(organizationId: string, id: string): Promise<Refund | null> {
    // Ids come from the metadata of others, too: one that cannot be ours is none.
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOneBy(refundTable, { organizationId, id });
    return row && Refund.rehydrate(row);
  }

  async findByStripeId(organizationId: string, stripeRefundId: string): Promise<Refund | null> {
    const row = await this.database.manager.findOneBy(refundTable, { organizationId, stripeRefundId });
    return row && Refund.rehydrate(row);
  }

  async findByPaymentIntent(organizationId: string, stripePaymentIntentId: string): Promise<Refund[]> {
    const rows = await this.database.manager.findBy(refundTable, { organizationId, stripePaymentIntentId });
    return rows.map((row) => Refund.rehydrate(row));
  }

  async claimDue(now: Date, retryAt: Date, limit: number): Promise<Refund[]> {
    const claimed = await this.database.query<{ id: string }>(CLAIM, [now, retryAt, limit]);
    const rows = await this.database.manager.findBy(refundTable, { id: In(claimed.map(({ id }) => id)) });
    return rows.map((row) => Refund.rehydrate(row));
  }
}

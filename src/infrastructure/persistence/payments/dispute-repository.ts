import { Injectable } from '@nestjs/common';
import { IDisputeRepository } from '../../../application/payments/ports/dispute-repository.js';
import { Dispute } from '../../../domain/payments/dispute.js';
import { Database } from '../database.js';
import { isUuid } from '../uuid.js';
import { assertOneRow } from '../write-conflict.js';
import { disputeTable } from './dispute.table.js';

@Injectable()
export class DisputeRepository extends IDisputeRepository {
  constructor(private readonly database: Database) {
    super();
  }

  async insert(dispute: Dispute): Promise<void> {
    await this.database.manager.insert(disputeTable, dispute.snapshot());
  }

  async update(dispute: Dispute): Promise<void> {
    const { id, organizationId, version, ...row } = dispute.snapshot();
    const result = await this.database.manager.update(
      disputeTable,
      { id, organizationId, version },
      { ...row, version: version + 1 },
    );
    assertOneRow(result.affected, `Dispute ${id}`);
  }

  async findById(organizationId: string, id: string): Promise<Dispute | null> {
    if (!isUuid(id)) return null;
    const row = await this.database.manager.findOneBy(disputeTable, { organizationId, id });
    return row && Dispute.rehydrate(row);
  }

  async findByStripeId(organizationId: string, stripeDisputeId: string): Promise<Dispute | null> {
    const row = await this.database.manager.findOneBy(disputeTable, { organizationId, stripeDisputeId });
    return row && Dispute.rehydrate(row);
  }
}

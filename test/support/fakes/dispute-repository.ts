import { IDisputeRepository } from '../../../src/application/payments/ports/dispute-repository.js';
import { Dispute, type DisputeSnapshot } from '../../../src/domain/payments/dispute.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeDisputeRepository extends IDisputeRepository {
  readonly rows = new Map<string, DisputeSnapshot>();

  async insert(dispute: Dispute): Promise<void> {
    const row = dispute.snapshot();
    if (this.#find(row.organizationId, row.stripeDisputeId))
      throw new Error(`Dispute ${row.stripeDisputeId} is there already.`);
    this.rows.set(row.id, row);
  }

  async update(dispute: Dispute): Promise<void> {
    const row = dispute.snapshot();
    const standing = this.rows.get(row.id);
    if (standing?.version !== row.version || standing.organizationId !== row.organizationId) {
      throw new StaleWriteError(`Dispute ${row.id}`);
    }
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findById(organizationId: string, id: string): Promise<Dispute | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Dispute.rehydrate(row) : null;
  }

  async findByStripeId(organizationId: string, stripeDisputeId: string): Promise<Dispute | null> {
    const row = this.#find(organizationId, stripeDisputeId);
    return row ? Dispute.rehydrate(row) : null;
  }

  #find(organizationId: string, stripeDisputeId: string): DisputeSnapshot | undefined {
    return [...this.rows.values()].find(
      (row) => row.organizationId === organizationId && row.stripeDisputeId === stripeDisputeId,
    );
  }
}

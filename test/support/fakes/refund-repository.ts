import { IRefundRepository } from '../../../src/application/payments/ports/refund-repository.js';
import { Refund, type RefundSnapshot } from '../../../src/domain/payments/refund.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeRefundRepository extends IRefundRepository {
  readonly rows = new Map<string, RefundSnapshot>();

  async insert(refund: Refund): Promise<void> {
    const row = refund.snapshot();
    const isTaken = row.stripeRefundId !== null && this.#find(row.organizationId, row.stripeRefundId);
    if (this.rows.has(row.id) || isTaken) throw new Error(`Refund ${row.id} is there already.`);
    this.rows.set(row.id, row);
  }

  async update(refund: Refund): Promise<void> {
    const row = refund.snapshot();
    const standing = this.rows.get(row.id);
    if (standing?.version !== row.version || standing.organizationId !== row.organizationId) {
      throw new StaleWriteError(`Refund ${row.id}`);
    }
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findById(organizationId: string, id: string): Promise<Refund | null> {
    const row = this.rows.get(id);
    return row?.organizationId === organizationId ? Refund.rehydrate(row) : null;
  }

  async findByStripeId(organizationId: string, stripeRefundId: string): Promise<Refund | null> {
    const row = this.#find(organizationId, stripeRefundId);
    return row ? Refund.rehydrate(row) : null;
  }

  async findByPaymentIntent(organizationId: string, paymentIntentId: string): Promise<Refund[]> {
    return [...this.rows.values()]
      .filter((row) => row.organizationId === organizationId && row.stripePaymentIntentId === paymentIntentId)
      .map((row) => Refund.rehydrate(row));
  }

  async claimDue(now: Date, retryAt: Date, limit: number): Promise<Refund[]> {
    const due = [...this.rows.values()]
      .filter(({ status, nextTryAt }) => status === 'requested' && nextTryAt !== null && nextTryAt <= now)
      .sort((a, b) => Number(a.nextTryAt) - Number(b.nextTryAt))
      .slice(0, limit);
    return due.map((row) => {
      const claimed = { ...row, nextTryAt: retryAt };
      this.rows.set(row.id, claimed);
      return Refund.rehydrate(claimed);
    });
  }

  #find(organizationId: string, stripeRefundId: string): RefundSnapshot | undefined {
    return [...this.rows.values()].find(
      (row) => row.organizationId === organizationId && row.stripeRefundId === stripeRefundId,
    );
  }
}

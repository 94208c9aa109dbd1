import { IPaymentAttemptRepository } from '../../../src/application/payments/ports/payment-attempt-repository.js';
import type { AttemptSnapshot } from '../../../src/domain/payments/attempt-snapshot.js';
import { PaymentAttempt } from '../../../src/domain/payments/payment-attempt.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

const isOpen = ({ status }: AttemptSnapshot): boolean => status === 'opening' || status === 'open';

export class FakePaymentAttemptRepository extends IPaymentAttemptRepository {
  readonly rows = new Map<string, AttemptSnapshot>();
  readonly #captureTriedAt = new Map<string, Date>();

  async insertUnlessOpen(attempt: PaymentAttempt): Promise<boolean> {
    const row = attempt.snapshot();
    if (this.#find((other) => other.orderId === row.orderId && isOpen(other))) return false;
    this.rows.set(row.id, row);
    return true;
  }

  async update(attempt: PaymentAttempt): Promise<void> {
    const row = attempt.snapshot();
    const standing = this.rows.get(row.id);
    if (standing?.version !== row.version || standing.organizationId !== row.organizationId) {
      throw new StaleWriteError(`Payment attempt ${row.id}`);
    }
    this.rows.set(row.id, { ...row, version: row.version + 1 });
  }

  async findById(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.#find((row) => row.organizationId === organizationId && row.id === id);
  }

  async findOpenByOrder(organizationId: string, orderId: string): Promise<PaymentAttempt | null> {
    return this.#find(
      (row) => row.organizationId === organizationId && row.orderId === orderId && isOpen(row),
    );
  }

  async claimUnsettledCaptures(now: Date, pauseMs: number, limit: number): Promise<PaymentAttempt[]> {
    const since = ({ id, captureRequestedAt }: AttemptSnapshot): number =>
      Math.max(Number(captureRequestedAt), Number(this.#captureTriedAt.get(id) ?? 0));
    const claimed = [...this.rows.values()]
      .filter((row) => row.status === 'open' && row.captureKey !== null)
      .filter((row) => since(row) <= now.getTime() - pauseMs)
      .toSorted((a, b) => since(a) - since(b))
      .slice(0, limit);
    for (const { id } of claimed) this.#captureTriedAt.set(id, now);
    return claimed.map((row) => PaymentAttempt.rehydrate(row));
  }

  async findByIdForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.findById(organizationId, id);
  }

  async findByPaymentIntentForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.findByPaymentIntent(organizationId, id);
  }

  async findByPaymentIntent(organizationId: string, id: string): Promise<PaymentAttempt | null> {
    return this.#find((row) => row.organizationId === organizationId && row.stripePaymentIntentId === id);
  }

  #find(matches: (row: AttemptSnapshot) => boolean): PaymentAttempt | null {
    const row = [...this.rows.values()].find(matches);
    return row ? PaymentAttempt.rehydrate(row) : null;
  }
}

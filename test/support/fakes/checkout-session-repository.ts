import { ICheckoutSessionRepository } from '../../../src/application/payments/ports/checkout-session-repository.js';
import { type CheckoutSnapshot, CheckoutSession } from '../../../src/domain/payments/checkout-session.js';
import { StaleWriteError } from '../../../src/infrastructure/persistence/write-conflict.js';

export class FakeCheckoutSessionRepository extends ICheckoutSessionRepository {
  readonly rows = new Map<string, CheckoutSnapshot>();

  async insert(session: CheckoutSession): Promise<void> {
    const row = session.snapshot();
    this.rows.set(row.attemptId, row);
  }

  async update(session: CheckoutSession): Promise<void> {
    const row = session.snapshot();
    const standing = this.rows.get(row.attemptId);
    if (standing?.version !== row.version || standing.organizationId !== row.organizationId) {
      throw new StaleWriteError(`Checkout session of attempt ${row.attemptId}`);
    }
    this.rows.set(row.attemptId, { ...row, version: row.version + 1 });
  }

  async findByAttempt(organizationId: string, attemptId: string): Promise<CheckoutSession | null> {
    return this.#find((row) => row.organizationId === organizationId && row.attemptId === attemptId);
  }

  async findByStripeId(organizationId: string, id: string): Promise<CheckoutSession | null> {
    return this.#find((row) => row.organizationId === organizationId && row.stripeSessionId === id);
  }

  #find(matches: (row: CheckoutSnapshot) => boolean): CheckoutSession | null {
    const row = [...this.rows.values()].find(matches);
    return row ? CheckoutSession.rehydrate(row) : null;
  }
}

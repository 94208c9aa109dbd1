import {
  type DueAttempt,
  type DueCustomer,
  ILookSchedule,
} from '../../../src/application/payments/ports/look-schedule.js';
import type { FakePaymentAttemptRepository } from './payment-attempt-repository.js';
import type { FakeStripeCustomerRepository } from './stripe-customer-repository.js';

/** Everything unsettled is due at once, and each look is granted after its pause. */
export class FakeLookSchedule extends ILookSchedule {
  readonly #lookedAt = new Map<string, Date>();

  constructor(
    private readonly attempts: FakePaymentAttemptRepository,
    private readonly customers: FakeStripeCustomerRepository,
  ) {
    super();
  }

  async claimAttempts(_now: Date, limit: number): Promise<DueAttempt[]> {
    return [...this.attempts.rows.values()]
      .filter(({ status }) => status === 'opening' || status === 'open')
      .slice(0, limit);
  }

  async claimCustomers(_now: Date, limit: number): Promise<DueCustomer[]> {
    return [...this.customers.rows.values()]
      .filter(({ stripeCustomerId }) => stripeCustomerId === null)
      .slice(0, limit);
  }

  async claimLook(_organizationId: string, attemptId: string, now: Date, pauseMs: number): Promise<boolean> {
    const last = this.#lookedAt.get(attemptId);
    if (last && now.getTime() - last.getTime() < pauseMs) return false;
    this.#lookedAt.set(attemptId, now);
    return true;
  }
}

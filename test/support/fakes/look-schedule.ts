import {
  type DueAttempt,
  type DueCustomer,
  ILookSchedule,
} from '../../../src/application/payments/ports/look-schedule.js';
import type { FakePaymentAttemptRepository } from './payment-attempt-repository.js';
import type { FakeStripeCustomerRepository } from './stripe-customer-repository.js';

const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * 60_000;

/** Over the rows of the other fakes, with the pauses of the tables. */
export class FakeLookSchedule extends ILookSchedule {
  readonly #lookedAt = new Map<string, Date>();
  /** By attempt, or by user for their customer. */
  readonly #nextLookAt = new Map<string, Date>();

  constructor(
    private readonly attempts: FakePaymentAttemptRepository,
    private readonly customers: FakeStripeCustomerRepository,
  ) {
    super();
  }

  async claimAttempts(now: Date, limit: number): Promise<DueAttempt[]> {
    const due = [...this.attempts.rows.values()]
      .filter(({ status }) => status === 'opening' || status === 'open')
      .filter(({ id, requestedAt }) => this.#isDue(id, requestedAt, now))
      .slice(0, limit);
    for (const { id, status, requestedAt } of due) {
      this.#lookedAt.set(id, now);
      this.#plan(id, status === 'opening' ? now : requestedAt, now);
    }
    return due.map(({ organizationId, id }) => ({ organizationId, id }));
  }

  async claimCustomers(now: Date, limit: number): Promise<DueCustomer[]> {
    const due = [...this.customers.rows.values()]
      .filter(({ stripeCustomerId, isOfDeleted }) => stripeCustomerId === null && !isOfDeleted)
      .filter(({ userId, requestedAt }) => this.#isDue(userId, requestedAt, now))
      .slice(0, limit);
    for (const { userId, requestedAt } of due) this.#plan(userId, requestedAt, now);
    return due.map(({ organizationId, userId, requestedAt }) => ({ organizationId, userId, requestedAt }));
  }

  async claimLook(organizationId: string, attemptId: string, now: Date, pauseMs: number): Promise<boolean> {
    if (this.attempts.rows.get(attemptId)?.organizationId !== organizationId) return false;
    const last = this.#lookedAt.get(attemptId);
    if (last && now.getTime() - last.getTime() < pauseMs) return false;
    this.#lookedAt.set(attemptId, now);
    return true;
  }

  #isDue(id: string, requestedAt: Date, now: Date): boolean {
    const first = new Date(requestedAt.getTime() + SHORTEST_PAUSE_MS);
    return (this.#nextLookAt.get(id) ?? first) <= now;
  }

  /** The older, the later. */
  #plan(id: string, since: Date, now: Date): void {
    const ageMs = now.getTime() - since.getTime();
    const pauseMs = Math.min(Math.max(ageMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
    this.#nextLookAt.set(id, new Date(now.getTime() + pauseMs));
  }
}

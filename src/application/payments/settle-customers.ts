import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import type { EnsureStripeCustomer } from './ensure-stripe-customer.js';
import type { DueCustomer, ILookSchedule } from './ports/look-schedule.js';
import { UNKNOWN_DEADLINE_MS } from './unknown-deadline.js';

/** Customers per run, one to three calls each. */
const MAX_PER_RUN = 20;

/** Completes customers at Stripe whose creation was never answered, and reports those that stay unknown. */
export class SettleCustomers {
  constructor(
    private readonly schedule: ILookSchedule,
    private readonly ensureCustomer: EnsureStripeCustomer,
    private readonly findings: IFindings,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  async execute({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    for (const due of await this.schedule.claimCustomers(this.clock.now(), MAX_PER_RUN)) {
      if (signal.aborted) return;
      await this.#settle(due);
    }
  }

  /** One that cannot be settled now must not keep the others from it. */
  async #settle(due: DueCustomer): Promise<void> {
    const { organizationId, userId, requestedAt } = due;
    try {
      await this.ensureCustomer.execute(due);
      await this.findings.resolve(organizationId, 'unknown_outcome', userId);
    } catch (error) {
      this.logger.warn('A customer at Stripe could not be completed', { user_id: userId, err: error });
      if (this.clock.now().getTime() - requestedAt.getTime() < UNKNOWN_DEADLINE_MS) return;
      await this.findings.record({
        organizationId,
        kind: 'unknown_outcome',
        subject: userId,
        fact: 'customer',
        detail: `Stripe has not told for too long whether it made a customer for user ${userId}. It is asked again and again.`,
      });
    }
  }
}

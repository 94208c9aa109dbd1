import type { EnsureStripeCustomer } from '../payments/ensure-stripe-customer.js';
import type { IStripeCustomerRepository } from '../payments/ports/stripe-customer-repository.js';
import { UNKNOWN_DEADLINE_MS } from '../payments/unknown-deadline.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import type { IStripeService } from '../ports/stripe-service.js';
import type { ForgetPayloads } from './forget-payloads.js';
import type { Erasure, IAccountErasures } from './ports/account-erasures.js';

/** Erasures per run, one to four calls each. */
const MAX_PER_RUN = 10;
/** Whoever has taken one has it for so long; after this it is tried again. */
const PAUSE_MS = 60_000;

/**
 * Goes through with deletions of accounts at Stripe, and among what Stripe has told us. The deletion itself is committed
 * long before; each step can be repeated, whatever was interrupted.
 */
export class SettleErasures {
  constructor(
    private readonly erasures: IAccountErasures,
    private readonly customers: IStripeCustomerRepository,
    private readonly ensureCustomer: Pick<EnsureStripeCustomer, 'complete'>,
    private readonly stripe: Pick<IStripeService, 'deleteCustomer' | 'sharingDeadline'>,
    private readonly forgetPayloads: Pick<ForgetPayloads, 'ofAllTime'>,
    private readonly findings: IFindings,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** Those that are due. For the worker, every few seconds; any number may run. */
  async execute(signal: AbortSignal): Promise<void> {
    for (const erasure of await this.erasures.claim(this.clock.now(), MAX_PER_RUN, PAUSE_MS)) {
      if (signal.aborted) return;
      await this.#settle(erasure);
    }
  }

  /** The one of this user, for who has just deleted their account. Never rejects: the worker tries again what fails. */
  async executeFor(organizationId: string, userId: string): Promise<void> {
    try {
      const erasure = await this.erasures.claimOne(organizationId, userId, this.clock.now(), PAUSE_MS);
      if (erasure) await this.#settle(erasure);
    } catch (error) {
      this.logger.warn('A deleted account is left to the worker', { user_id: userId, err: error });
    }
  }

  /** One that cannot be settled now must not keep the others from it. */
  async #settle(erasure: Erasure): Promise<void> {
    const { organizationId, userId, requestedAt } = erasure;
    try {
      if (erasure.customerDeletedAt === null) await this.#deleteCustomer(erasure);
      await this.forgetPayloads.ofAllTime();
      await this.erasures.done(erasure, this.clock.now());
      await this.findings.resolve(organizationId, 'unknown_outcome', userId);
    } catch (error) {
      this.logger.warn('A deleted account is not gone everywhere yet', { user_id: userId, err: error });
      if (this.clock.now().getTime() - requestedAt.getTime() < UNKNOWN_DEADLINE_MS) return;
      await this.findings.record({
        organizationId,
        kind: 'unknown_outcome',
        subject: userId,
        fact: 'erasure',
        detail: `Account ${userId} was deleted, and Stripe has not deleted its customer yet. It is asked again and again.`,
      });
    }
  }

  async #deleteCustomer(erasure: Erasure): Promise<void> {
    const record = await this.customers.find(erasure.organizationId, erasure.userId);
    if (record) {
      await this.stripe.sharingDeadline(async () => {
        // One that was asked for and never answered may be there: it is learnt first.
        const customerId = record.stripeCustomerId ?? (await this.ensureCustomer.complete(record));
        await this.stripe.deleteCustomer(customerId);
      });
    }
    await this.erasures.customerDeleted(erasure, this.clock.now());
  }
}

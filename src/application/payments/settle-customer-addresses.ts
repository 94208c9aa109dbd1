import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import { type IStripeService, StripeObjectMissingError } from '../ports/stripe-service.js';
import type { IStripeCustomerRepository, UntoldAddress } from './ports/stripe-customer-repository.js';
import { UNKNOWN_DEADLINE_MS } from './unknown-deadline.js';

/** Addresses per run, one call each. */
const MAX_PER_RUN = 20;
/** Whoever has claimed one has it for so long, which is far longer than its call takes; after this it is tried again. */
const PAUSE_MS = 60_000;

/** Tells Stripe the new addresses of customers, again until it has answered, and reports what it does not take. */
export class SettleCustomerAddresses {
  constructor(
    private readonly customers: IStripeCustomerRepository,
    private readonly stripe: Pick<IStripeService, 'changeCustomerEmail'>,
    private readonly findings: IFindings,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /**
   * For the worker, every few seconds; any number may run. One is claimed when its turn comes: no claim may lapse behind
   * others while Stripe hangs, for then an older address could arrive last.
   */
  async execute(signal: AbortSignal): Promise<void> {
    for (let count = 0; count < MAX_PER_RUN && !signal.aborted; count += 1) {
      const [address] = await this.customers.claimUntold(this.clock.now(), 1, PAUSE_MS);
      if (!address) return;
      await this.#settle(address);
    }
  }

  /** One that cannot be told now must not keep the others from it. */
  async #settle(address: UntoldAddress): Promise<void> {
    const { organizationId, userId, since } = address;
    try {
      await this.#tell(address);
      await this.customers.told(address, this.clock.now());
      await this.findings.resolve(organizationId, 'unknown_outcome', userId);
    } catch (error) {
      this.logger.warn('A new address is not known to Stripe yet', { user_id: userId, err: error });
      if (this.clock.now().getTime() - since.getTime() < UNKNOWN_DEADLINE_MS) return;
      await this.findings.record({
        organizationId,
        kind: 'unknown_outcome',
        subject: userId,
        // Of this change: what was found, and is over, is not found again by the same name.
        fact: `address ${since.toISOString()}`,
        detail: `User ${userId} has another e-mail address, and Stripe has not taken it for their customer yet. It is told again and again.`,
      });
    }
  }

  /** A customer that is gone has no address; the one that is made in its place begins with the new one. */
  async #tell({ stripeCustomerId, email }: UntoldAddress): Promise<void> {
    try {
      await this.stripe.changeCustomerEmail(stripeCustomerId, email);
    } catch (error) {
      if (!(error instanceof StripeObjectMissingError)) throw error;
    }
  }
}

import type { MoneyFacts } from '../../../domain/payments/aftermath.js';

/** All that is stored of what became of a payment's money. */
export interface AftermathFacts extends MoneyFacts {
  /** A review is open, or was closed by something else than an approval: what was bought stays here. */
  readonly isHeld: boolean;
  /** An early fraud warning that a refund can still answer. */
  readonly isWarnedOf: boolean;
}

/**
 * What is known of a payment besides the payment itself. Whoever writes any of it holds the lock of the payment's
 * attempt, and so does whoever decides by it.
 */
export abstract class IAftermathFacts {
  /** In one round trip, from one moment in time. */
  abstract ofAttempt(organizationId: string, attemptId: string): Promise<AftermathFacts>;
}

import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { StripePayment } from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { CLOSED_BY_US } from './apply-to-order.js';
import type { OpenCheckout } from './open-checkout.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import { CheckoutMisfitError, type IStripeCheckout, type SeenCheckout } from './ports/stripe-checkout.js';
import type { RecordCheckout } from './record-checkout.js';

/** Expires an open Checkout session at Stripe, so that nobody can pay on it any more. */
export class CloseCheckout {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly openCheckout: OpenCheckout,
    private readonly recordCheckout: RecordCheckout,
    private readonly stripe: IStripeCheckout,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /**
   * @returns null when nothing can be paid any more; the payment of a session that was paid on, which is the one to close
   * @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError
   */
  async execute(attempt: PaymentAttempt): Promise<StripePayment | null> {
    const open = await this.#find(attempt);
    const seen = open.session.status === 'open' ? await this.#expire(attempt, open) : open;
    if (seen.session.status === 'expired') return null;
    invariant(seen.payment !== null, 'A session that was paid on has a payment.');
    return seen.payment;
  }

  async #expire({ organizationId, id }: PaymentAttempt, { session }: SeenCheckout): Promise<SeenCheckout> {
    // Opening may have written the attempt: what was seen before Stripe is asked is what stands now.
    const standing = await this.attempts.findById(organizationId, id);
    const seen = await this.stripe.expire(session.id);
    await this.unitOfWork.run(() =>
      this.recordCheckout.execute({
        organizationId,
        ...seen,
        source: 'fetch',
        seenVersion: standing?.version ?? null,
        cause: CLOSED_BY_US,
      }),
    );
    return seen;
  }

  async #find(attempt: PaymentAttempt): Promise<SeenCheckout> {
    try {
      return await this.openCheckout.execute(attempt);
    } catch (error) {
      if (error instanceof CheckoutMisfitError) return error.seen;
      throw error;
    }
  }
}

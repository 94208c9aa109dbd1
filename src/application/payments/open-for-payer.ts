import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import {
  amountTooSmallToSettle,
  paymentAlreadyProcessed,
  paymentIntentCreationFailed,
  paymentReplaced,
  stripeUnavailable,
} from '../../domain/payments/payment-errors.js';
import { isUnderWay } from '../../domain/payments/payment-status.js';
import { DomainError, InvariantViolation } from '../../domain/shared/domain-error.js';
import type { IPaymentCloser } from '../orders/ports/payment-closer.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../ports/stripe-service.js';
import type { LookAtAttempt } from './look-at-attempt.js';
import type { IStripeCustomerRepository } from './ports/stripe-customer-repository.js';
import type { PaymentWish, ReserveAttempt } from './reserve-attempt.js';

/** One that is in the way, one that was cancelled or is gone at Stripe, one that is new: more in one call is no accident. */
const MAX_ATTEMPTS_PER_CALL = 4;

/** Makes an attempt payable. Null: it has ended, and the next one is opened. */
export type Opener<T> = (attempt: PaymentAttempt) => Promise<T | null>;

/**
 * Opens the one payment of an order in the way that its payer asks for. One that is open in another way is closed at
 * Stripe first, and Stripe has said so before the new one is begun.
 */
export class OpenForPayer {
  constructor(
    private readonly reserve: ReserveAttempt,
    private readonly look: LookAtAttempt,
    private readonly closer: IPaymentCloser,
    private readonly customers: IStripeCustomerRepository,
    private readonly stripe: IStripeService,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws DomainError `order_not_found`, `permission_denied`, `order_not_payable`, `payment_already_processed`,
   *   `payment_replaced`, `amount_too_small`, `payment_intent_creation_failed`, `stripe_unavailable`
   */
  async execute<T>(wish: PaymentWish, open: Opener<T>): Promise<T> {
    try {
      return await this.stripe.sharingDeadline(() => this.#openOne(wish, open));
    } catch (error) {
      throw translate(error);
    }
  }

  async #openOne<T>(wish: PaymentWish, open: Opener<T>): Promise<T> {
    // Once: two who want to pay in different ways at one moment would take turns for ever.
    let mayReplace = true;
    for (let round = 0; round < MAX_ATTEMPTS_PER_CALL; round += 1) {
      const attempt = await this.reserve.execute(wish);
      if (await this.reserve.fits(attempt, wish)) {
        const opened = await this.#open(attempt, open);
        if (opened !== null) return opened;
      } else {
        if (!mayReplace) throw paymentReplaced();
        mayReplace = false;
        await this.#makeWay(attempt);
      }
    }
    throw paymentIntentCreationFailed(new InvariantViolation('Each new attempt had ended at once.'));
  }

  /** Looks before it closes: money that is held, or on its way, is not let go. */
  async #makeWay(attempt: PaymentAttempt): Promise<void> {
    const status = await this.#open(attempt, (standing) => this.look.execute(standing));
    if (status !== null && isUnderWay(status)) throw paymentAlreadyProcessed(status);
    const outcome = await this.closer.close(attempt.organizationId, attempt.orderId, 'keep');
    if (outcome !== 'closed') throw paymentAlreadyProcessed(outcome);
  }

  /** Null, too, when what the attempt refers to is gone at Stripe: the next one does without. */
  async #open<T>(attempt: PaymentAttempt, open: Opener<T>): Promise<T | null> {
    try {
      return await open(attempt);
    } catch (error) {
      if (!(error instanceof StripeObjectMissingError)) throw error;
      const { organizationId, userId, stripeCustomerId } = attempt.snapshot();
      const key = `${userId}.customer.create.${this.ids.uuid()}`;
      if (error.param === 'customer') {
        await this.customers.forget(organizationId, userId, stripeCustomerId, key, this.clock.now());
      }
      return null;
    }
  }
}

function translate(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (error instanceof StripeUnavailableError || error instanceof StripeOutcomeUnknownError) {
    return stripeUnavailable(error);
  }
  if (!(error instanceof StripeRejectedError)) return error;
  return error.code === 'amount_too_small'
    ? amountTooSmallToSettle(error)
    : paymentIntentCreationFailed(error);
}

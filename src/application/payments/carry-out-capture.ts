import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import {
  type IStripeService,
  type StripePayment,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { KEY_TRUSTED_MS } from './key-age.js';
import type { LookAtPayment, PaymentLook } from './look-at-payment.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { RecordPayment } from './record-payment.js';

/**
 * Sends a capture that is committed, or sends it again, and commits what came of it. After a 5xx, a refusal, or when the
 * key is too old to be trusted, a look at the payment tells whether it was captured; only if it was not is the request
 * dropped, so that another one can be made.
 *
 * @throws StripeUnavailableError: the request stands and is sent again. StripeOutcomeUnknownError, StripeRejectedError:
 *   nothing was captured, and the request is dropped.
 */
export class CarryOutCapture {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly lookAtPayment: LookAtPayment,
    private readonly recordPayment: RecordPayment,
    private readonly stripe: IStripeService,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  async execute(attempt: PaymentAttempt): Promise<StripePayment> {
    return this.stripe.sharingDeadline(async () => {
      const look = await this.#capture(attempt);
      const { organizationId, orderId } = attempt;
      const sighting = { organizationId, ...look, source: 'fetch', cause: 'captured_by_operator' } as const;
      await this.unitOfWork.run(() => this.recordPayment.execute(sighting), orderId);
      return look.payment;
    });
  }

  async #capture(attempt: PaymentAttempt): Promise<PaymentLook> {
    const { captureKey, captureAmountMinor, captureRequestedAt, stripePaymentIntentId } = attempt.snapshot();
    invariant(
      captureKey !== null && captureAmountMinor !== null && captureRequestedAt !== null,
      'A capture is committed before it is sent.',
    );
    invariant(stripePaymentIntentId !== null, 'What is held has a PaymentIntent.');
    const ageMs = this.clock.now().getTime() - captureRequestedAt.getTime();
    if (ageMs > KEY_TRUSTED_MS) {
      return this.#lookInstead(attempt, new StripeOutcomeUnknownError('The key of the capture is too old.'));
    }
    try {
      const payment = await this.stripe.capturePayment({
        idempotencyKey: captureKey,
        paymentIntentId: stripePaymentIntentId,
        amountMinor: captureAmountMinor,
      });
      return { payment, seenVersion: attempt.version };
    } catch (error) {
      if (error instanceof StripeOutcomeUnknownError || error instanceof StripeRejectedError) {
        return this.#lookInstead(attempt, error);
      }
      throw error;
    }
  }

  /** @throws the given error once it is proven that nothing was captured. */
  async #lookInstead(attempt: PaymentAttempt, error: Error): Promise<PaymentLook> {
    const { organizationId, stripePaymentIntentId, captureKey } = attempt.snapshot();
    invariant(stripePaymentIntentId !== null, 'What is held has a PaymentIntent.');
    const look = await this.lookAtPayment.execute(organizationId, stripePaymentIntentId);
    if (look.payment.status !== 'requires_capture') return look;
    await this.unitOfWork.run(async () => {
      const standing = await this.attempts.findByIdForUpdate(organizationId, attempt.id);
      if (standing?.snapshot().captureKey !== captureKey) return;
      standing.dropCapture(this.clock.now());
      await this.attempts.update(standing);
    });
    throw error;
  }
}

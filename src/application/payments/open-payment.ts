import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { isFinal } from '../../domain/payments/payment-status.js';
import { type IStripeService, PaymentMisfitError, type StripePayment } from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { LOOKED_AT_STRIPE } from './apply-to-order.js';
import type { CreateOnce } from './create-once.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { RecordPayment } from './record-payment.js';

/**
 * The PaymentIntent of an attempt, as Stripe has it now; made if it is not there yet. Commits what it learned.
 * Callers of one process share one call at Stripe; those of other processes meet in the idempotency key.
 *
 * @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError, PaymentMisfitError
 */
export class OpenPayment {
  readonly #underWay = new Map<string, Promise<StripePayment>>();

  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly recordPayment: RecordPayment,
    private readonly stripe: IStripeService,
    private readonly unitOfWork: IUnitOfWork,
    private readonly createOnce: CreateOnce,
  ) {}

  async execute(attempt: PaymentAttempt): Promise<StripePayment> {
    const underWay = this.#underWay.get(attempt.id);
    if (underWay) return underWay;
    const call = this.#open(attempt).finally(() => this.#underWay.delete(attempt.id));
    this.#underWay.set(attempt.id, call);
    return call;
  }

  async #open(attempt: PaymentAttempt): Promise<StripePayment> {
    const payment = await this.#createOrRetrieve(attempt);
    const { organizationId } = attempt;
    const outcome = await this.unitOfWork.run(() =>
      this.recordPayment.execute({
        organizationId,
        payment,
        source: 'fetch',
        seenVersion: attempt.version,
        cause: attempt.status === 'opening' ? 'payment_opened' : LOOKED_AT_STRIPE,
      }),
    );
    if (outcome === 'foreign') return this.#giveWay(attempt, payment);
    if (outcome === 'found' && !isFinal(payment.status)) throw new PaymentMisfitError(payment);
    return payment;
  }

  /**
   * After a 5xx, two processes may have sent two keys and Stripe taken both. The payment that is stored stands; the
   * other one's secret was shown to nobody, and it is cancelled so that nobody can ever pay it.
   */
  async #giveWay({ organizationId, id }: PaymentAttempt, surplus: StripePayment): Promise<StripePayment> {
    const standing = await this.attempts.findById(organizationId, id);
    const cancelled = await this.stripe.cancelPayment(surplus.id);
    const known = standing?.stripePaymentIntentId ?? null;
    return known === null ? cancelled : this.stripe.retrievePayment(known);
  }

  async #createOrRetrieve(attempt: PaymentAttempt): Promise<StripePayment> {
    return this.createOnce.execute(attempt, {
      standing: async ({ stripePaymentIntentId: known }) =>
        known === null ? null : this.stripe.retrievePayment(known),
      find: (sought) => {
        const { id, stripeCustomerId, requestedAt } = sought.snapshot();
        return this.stripe.findPayment(stripeCustomerId, id, requestedAt);
      },
      send: (standing) => this.#send(standing),
    });
  }

  async #send(attempt: PaymentAttempt): Promise<StripePayment> {
    const { orderId, orderNumber, userId, stripeCustomerId, idempotencyKey, captureMethod } =
      attempt.snapshot();
    return this.stripe.createPayment({
      idempotencyKey,
      attemptId: attempt.id,
      amount: attempt.amount,
      captureMethod,
      customerId: stripeCustomerId,
      orderId,
      orderNumber,
      userId,
    });
  }
}

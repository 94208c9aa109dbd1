import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { isFinal } from '../../domain/payments/payment-status.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  type IStripeService,
  PaymentMisfitError,
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { KEY_TRUSTED_MS } from './key-age.js';
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
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
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
        cause: 'payment_opened',
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
    const known = attempt.stripePaymentIntentId;
    try {
      return known === null ? await this.#create(attempt) : await this.stripe.retrievePayment(known);
    } catch (error) {
      // A payment that exists is given up only when Stripe says that it is gone: its secret may be in a browser.
      const isGone = error instanceof StripeObjectMissingError;
      if (isGone || (known === null && error instanceof StripeRejectedError))
        await this.#abandon(attempt, error);
      throw error;
    }
  }

  async #create(attempt: PaymentAttempt): Promise<StripePayment> {
    const ageMs = this.clock.now().getTime() - attempt.snapshot().requestedAt.getTime();
    if (ageMs > KEY_TRUSTED_MS) return this.#lookUpThenCreate(attempt);
    try {
      return await this.#send(attempt);
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      return this.#lookUpThenCreate(attempt);
    }
  }

  /** The old key can no longer tell: only after Stripe shows no such PaymentIntent is a new key used. */
  async #lookUpThenCreate(attempt: PaymentAttempt): Promise<StripePayment> {
    const { stripeCustomerId, requestedAt } = attempt.snapshot();
    const found = await this.stripe.findPayment(stripeCustomerId, attempt.id, requestedAt);
    if (found) return found;
    const renewed = await this.#renewKey(attempt);
    const known = renewed.stripePaymentIntentId;
    return known === null ? this.#send(renewed) : this.stripe.retrievePayment(known);
  }

  /** Swaps the key, unless another process did or has opened the payment. Answers the attempt that stands. */
  async #renewKey(seen: PaymentAttempt): Promise<PaymentAttempt> {
    return this.unitOfWork.run(async () => {
      const attempt = await this.attempts.findByIdForUpdate(seen.organizationId, seen.id);
      invariant(attempt !== null, 'An attempt is never deleted.');
      const isSame = attempt.snapshot().idempotencyKey === seen.snapshot().idempotencyKey;
      if (attempt.status !== 'opening' || !isSame) return attempt;
      attempt.renewKey(this.ids.uuid(), this.clock.now());
      await this.attempts.update(attempt);
      return attempt;
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

  /** Stripe refused, and would again: the next call begins with a new attempt. */
  async #abandon({ organizationId, id }: PaymentAttempt, error: StripeRejectedError): Promise<void> {
    await this.unitOfWork.run(async () => {
      const attempt = await this.attempts.findByIdForUpdate(organizationId, id);
      if (attempt?.status !== 'opening' && attempt?.status !== 'open') return;
      attempt.abandon(error.code, error.message, this.clock.now());
      await this.attempts.update(attempt);
    });
  }
}

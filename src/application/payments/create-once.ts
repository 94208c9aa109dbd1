import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../ports/stripe-service.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { KEY_TRUSTED_MS } from './key-age.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

/** How the one object that an attempt has at Stripe is asked for. */
export interface AttemptCalls<T> {
  /** The object whose id is stored; null while none is. */
  readonly standing: (attempt: PaymentAttempt) => Promise<T | null>;
  /** By listing, with our id in the metadata. */
  readonly find: (attempt: PaymentAttempt) => Promise<T | null>;
  /** Makes it, under the attempt's key. */
  readonly send: (attempt: PaymentAttempt) => Promise<T>;
}

/** Makes an attempt's object at Stripe at most once, however often it is asked for and whatever answers are lost. */
export class CreateOnce {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError */
  async execute<T>(attempt: PaymentAttempt, calls: AttemptCalls<T>): Promise<T> {
    try {
      return (await calls.standing(attempt)) ?? (await this.#create(attempt, calls));
    } catch (error) {
      // What exists is given up only when Stripe says that it is gone: somebody may be about to pay it.
      const isGone = error instanceof StripeObjectMissingError;
      if (isGone || (attempt.status === 'opening' && error instanceof StripeRejectedError))
        await this.#abandon(attempt, error);
      throw error;
    }
  }

  async #create<T>(attempt: PaymentAttempt, calls: AttemptCalls<T>): Promise<T> {
    const ageMs = this.clock.now().getTime() - attempt.snapshot().requestedAt.getTime();
    if (ageMs > KEY_TRUSTED_MS) return this.#lookUpThenCreate(attempt, calls);
    try {
      return await calls.send(attempt);
    } catch (error) {
      if (!(error instanceof StripeOutcomeUnknownError)) throw error;
      return this.#lookUpThenCreate(attempt, calls);
    }
  }

  /** The old key can no longer tell: only after Stripe shows no such object is a new key used. */
  async #lookUpThenCreate<T>(attempt: PaymentAttempt, calls: AttemptCalls<T>): Promise<T> {
    const found = await calls.find(attempt);
    if (found !== null) return found;
    const renewed = await this.#renewKey(attempt);
    return (await calls.standing(renewed)) ?? (await calls.send(renewed));
  }

  /** Swaps the key, unless another process did or has learnt of the object. Answers the attempt that stands. */
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

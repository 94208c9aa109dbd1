import type { PaymentAttempt } from '../../../domain/payments/payment-attempt.js';

export abstract class IPaymentAttemptRepository {
  /** False when the order has an open attempt already: then nothing was written. */
  abstract insertUnlessOpen(attempt: PaymentAttempt): Promise<boolean>;
  /** @throws StaleWriteError when the row was changed since it was read. */
  abstract update(attempt: PaymentAttempt): Promise<void>;
  abstract findById(organizationId: string, id: string): Promise<PaymentAttempt | null>;
  /** The one attempt that is `opening` or `open`. */
  abstract findOpenByOrder(organizationId: string, orderId: string): Promise<PaymentAttempt | null>;
  /** By Stripe's id (`pi_...`), without a lock. */
  abstract findByPaymentIntent(
    organizationId: string,
    paymentIntentId: string,
  ): Promise<PaymentAttempt | null>;
  /**
   * Takes captures without an answer that were asked for, or taken here, `pauseMs` ago or longer: the `limit` that have
   * waited longest, in no order. Of all organizations.
   */
  abstract claimUnsettledCaptures(now: Date, pauseMs: number, limit: number): Promise<PaymentAttempt[]>;
  /** Locks the attempt until the transaction ends. Only inside IUnitOfWork.run. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null>;
  /** The same by Stripe's id (`pi_...`). */
  abstract findByPaymentIntentForUpdate(
    organizationId: string,
    paymentIntentId: string,
  ): Promise<PaymentAttempt | null>;
}

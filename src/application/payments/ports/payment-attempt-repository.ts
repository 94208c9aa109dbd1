import type { PaymentAttempt } from '../../../domain/payments/payment-attempt.js';

export abstract class IPaymentAttemptRepository {
  /** @throws OpenAttemptExistsError when the order has an open attempt already. */
  abstract insert(attempt: PaymentAttempt): Promise<void>;
  /** @throws StaleWriteError when the row was changed since it was read. */
  abstract update(attempt: PaymentAttempt): Promise<void>;
  abstract findById(organizationId: string, id: string): Promise<PaymentAttempt | null>;
  /** The one attempt that is `opening` or `open`. */
  abstract findOpenByOrder(organizationId: string, orderId: string): Promise<PaymentAttempt | null>;
  /** Locks the attempt until the transaction ends. Only inside IUnitOfWork.run. */
  abstract findByIdForUpdate(organizationId: string, id: string): Promise<PaymentAttempt | null>;
  /** The same by Stripe's id (`pi_...`). */
  abstract findByPaymentIntentForUpdate(
    organizationId: string,
    paymentIntentId: string,
  ): Promise<PaymentAttempt | null>;
}

/** Two callers wanted to open an attempt at once; the other one's stands. */
export class OpenAttemptExistsError extends Error {
  override readonly name = 'OpenAttemptExistsError';
}

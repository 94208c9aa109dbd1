import type { CheckoutSession } from '../../../domain/payments/checkout-session.js';

/** Checkout sessions, each beside the payment attempt whose lock guards it. */
export abstract class ICheckoutSessionRepository {
  /** In the transaction that wrote the attempt. */
  abstract insert(session: CheckoutSession): Promise<void>;
  /** @throws StaleWriteError when the row was changed since it was read. */
  abstract update(session: CheckoutSession): Promise<void>;
  abstract findByAttempt(organizationId: string, attemptId: string): Promise<CheckoutSession | null>;
  /** By Stripe's id (`cs_...`). */
  abstract findByStripeId(organizationId: string, stripeSessionId: string): Promise<CheckoutSession | null>;
}

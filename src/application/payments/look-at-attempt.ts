import type { PaymentAttempt } from '../../domain/payments/payment-attempt.js';
import type { PaymentStatus } from '../../domain/payments/payment-status.js';
import { PaymentMisfitError } from '../ports/stripe-service.js';
import type { OpenCheckout } from './open-checkout.js';
import type { OpenPayment } from './open-payment.js';
import { CheckoutMisfitError } from './ports/stripe-checkout.js';

/** Learns from Stripe how far an open attempt has come, whichever way it is paid, and what Stripe did with one unanswered. */
export class LookAtAttempt {
  constructor(
    private readonly openPayment: OpenPayment,
    private readonly openCheckout: OpenCheckout,
  ) {}

  /**
   * @returns the payment's status, also of one that does not fit and stands as a finding; null while Stripe's page was
   *   not paid on
   * @throws StripeUnavailableError, StripeOutcomeUnknownError, StripeRejectedError
   */
  async execute(attempt: PaymentAttempt): Promise<PaymentStatus | null> {
    try {
      if (attempt.kind === 'payment_intent') return (await this.openPayment.execute(attempt)).status;
      const { payment } = await this.openCheckout.execute(attempt);
      return payment?.status ?? null;
    } catch (error) {
      if (error instanceof PaymentMisfitError) return error.payment.status;
      if (error instanceof CheckoutMisfitError) return error.seen.payment?.status ?? null;
      throw error;
    }
  }
}

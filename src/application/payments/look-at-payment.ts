import type { IStripeService, StripePayment } from '../ports/stripe-service.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';

/** A payment as Stripe has it, and what we had written of it before we asked. */
export interface PaymentLook {
  readonly payment: StripePayment;
  readonly seenVersion: number | null;
}

/** Asks Stripe for a payment; outside any transaction. @throws StripeUnavailableError, StripeRejectedError */
export class LookAtPayment {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly stripe: IStripeService,
  ) {}

  async execute(organizationId: string, paymentIntentId: string): Promise<PaymentLook> {
    const attempt = await this.attempts.findByPaymentIntent(organizationId, paymentIntentId);
    const payment = await this.stripe.retrievePayment(paymentIntentId);
    return { payment, seenVersion: attempt?.version ?? null };
  }
}

import type { ICheckoutSessionRepository } from './ports/checkout-session-repository.js';
import type { IPaymentAttemptRepository } from './ports/payment-attempt-repository.js';
import type { IStripeCheckout, SeenCheckout } from './ports/stripe-checkout.js';

/** A Checkout session as Stripe has it, and what we had written of its attempt before we asked. */
export interface CheckoutLook extends SeenCheckout {
  readonly seenVersion: number | null;
}

/** Asks Stripe for a session and its payment; outside any transaction. @throws StripeUnavailableError, StripeRejectedError */
export class LookAtCheckout {
  constructor(
    private readonly attempts: IPaymentAttemptRepository,
    private readonly checkouts: ICheckoutSessionRepository,
    private readonly stripe: IStripeCheckout,
  ) {}

  async execute(organizationId: string, stripeSessionId: string): Promise<CheckoutLook> {
    const checkout = await this.checkouts.findByStripeId(organizationId, stripeSessionId);
    const attempt = checkout && (await this.attempts.findById(organizationId, checkout.snapshot().attemptId));
    const seen = await this.stripe.retrieve(stripeSessionId);
    return { ...seen, seenVersion: attempt?.version ?? null };
  }
}

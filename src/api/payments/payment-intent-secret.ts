import { Injectable } from '@nestjs/common';
import { IStripeService, StripeRejectedError } from '../../application/ports/stripe-service.js';
import { paymentIntentCreationFailed } from '../../domain/payments/payment-errors.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { ReplaySecret } from '../http/idempotency/refetch-on-replay.js';

/**
 * The client secret of a PaymentIntent that was answered before, from Stripe, whatever became of it since.
 * `payment_intent_creation_failed` where Stripe has it no more.
 */
@Injectable()
export class PaymentIntentSecret extends ReplaySecret {
  constructor(private readonly stripe: IStripeService) {
    super();
  }

  async fetch(
    _user: AuthenticatedUser,
    { payment_intent_id: id }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    invariant(typeof id === 'string', 'A stored PaymentIntent answer names its PaymentIntent.');
    const clientSecret = await this.#secretOf(id);
    invariant(clientSecret !== null, 'Stripe hands the client secret to the secret key.');
    return clientSecret;
  }

  async #secretOf(id: string): Promise<string | null> {
    try {
      return (await this.stripe.retrievePayment(id)).clientSecret;
    } catch (error) {
      throw error instanceof StripeRejectedError ? paymentIntentCreationFailed(error) : error;
    }
  }
}

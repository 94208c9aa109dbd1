import { Injectable } from '@nestjs/common';
import { IStripePaymentMethods } from '../../application/payments/ports/stripe-payment-methods.js';
import { StripeRejectedError } from '../../application/ports/stripe-service.js';
import { paymentMethodRefused } from '../../domain/payments/saved-card-errors.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { ReplaySecret } from '../http/idempotency/refetch-on-replay.js';

/** The client secret of a SetupIntent that was answered before, from Stripe. `payment_method_refused` where it has it no more. */
@Injectable()
export class SetupIntentSecret extends ReplaySecret {
  constructor(private readonly paymentMethods: IStripePaymentMethods) {
    super();
  }

  async fetch(
    _user: AuthenticatedUser,
    { setup_intent_id: id }: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    invariant(typeof id === 'string', 'A stored SetupIntent answer names its SetupIntent.');
    return this.#secretOf(id);
  }

  async #secretOf(id: string): Promise<string> {
    try {
      return (await this.paymentMethods.retrieveSetupIntent(id)).clientSecret;
    } catch (error) {
      throw error instanceof StripeRejectedError ? paymentMethodRefused(error) : error;
    }
  }
}

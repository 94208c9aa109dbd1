import { Injectable } from '@nestjs/common';
import { IStripePaymentMethods } from '../../application/payments/ports/stripe-payment-methods.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { AuthenticatedUser } from '../http/auth/authenticated-user.js';
import { ReplaySecret } from '../http/idempotency/refetch-on-replay.js';

/** The client secret of a SetupIntent that was answered before, from Stripe. */
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
    const { clientSecret } = await this.paymentMethods.retrieveSetupIntent(id);
    return clientSecret;
  }
}

import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** A bank's challenge: a page to go to if there is a way back, else something for the script in the browser to do. */
export function challengeAction(
  op: Operation,
  intent: string,
  returnUrl: string | null,
): Stripe.PaymentIntent.NextAction {
  if (returnUrl === null) return { type: 'use_stripe_sdk', use_stripe_sdk: {} };
  return {
    type: 'redirect_to_url',
    redirect_to_url: { return_url: returnUrl, url: `${op.world.baseUrl}/3ds/${intent}` },
  };
}

import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';

/** One attempt to save a payment method. */
export function recordAttempt(
  op: Operation,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  status: 'succeeded' | 'failed',
  error: Stripe.SetupAttempt.SetupError | null,
): Stripe.SetupAttempt {
  return op.put('setup_attempts', {
    id: op.id('setatt'),
    object: 'setup_attempt',
    application: null,
    created: op.now,
    customer: intent.customer,
    customer_account: null,
    flow_directions: intent.flow_directions ?? null,
    livemode: false,
    on_behalf_of: null,
    payment_method: method.id,
    payment_method_details: detailsOf(method),
    setup_error: error,
    setup_intent: intent.id,
    status,
    usage: intent.usage,
  });
}

function detailsOf(method: Stripe.PaymentMethod): Stripe.SetupAttempt.PaymentMethodDetails {
  const { card } = method;
  if (!card) return { type: method.type };
  return {
    type: 'card',
    card: {
      brand: card.brand,
      checks: card.checks,
      country: card.country,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      last4: card.last4,
      network: card.brand,
      three_d_secure: null,
      wallet: null,
    },
  };
}

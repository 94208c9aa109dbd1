// Imported first and for its effect: a way back from Stripe is remembered, and its secret taken out of the address, before anything
// else of the page looks at that address.
import { takeCheckoutReturn } from './checkout-return.js';
import type { SentPayment } from './sent-payment.js';

// https://docs.stripe.com/payments/accept-a-payment
const STRIPE_PARAMETERS = [
  ...['payment_intent', 'payment_intent_client_secret'],
  ...['setup_intent', 'setup_intent_client_secret'],
  'redirect_status',
];

const url = new URL(window.location.href);
const status = url.searchParams.get('redirect_status');
const fromCheckout = takeCheckoutReturn(url.searchParams);
if (status !== null || fromCheckout) {
  STRIPE_PARAMETERS.forEach((name) => url.searchParams.delete(name));
  const sent: SentPayment = { afterChanges: 0, returned: true };
  history.replaceState(status === 'failed' ? null : sent, '', url.pathname + url.search);
}

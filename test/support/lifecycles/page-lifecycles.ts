import type Stripe from 'stripe';
import { PRICES } from '../shopper.js';
import { aboutObject, type Lifecycle } from './lifecycle.js';

const row = `SELECT checkout_sessions.status FROM checkout_sessions
  JOIN payment_attempts ON payment_attempts.id = attempt_id WHERE order_id = $1`;

/** On Stripe's page. @param expires whether it is closed afterwards */
const pays =
  (paymentMethod: string, expires = false): Lifecycle['live'] =>
  async ({ world, shopper }) => {
    const orderId = await shopper.placeOrder(PRICES.usd);
    const { status, body } = await shopper.send('POST', '/api/checkout', { order_id: orderId });
    expect(status).toBe(200);
    const sessionId = String(body.id);
    await world.sandbox.payOnPage(sessionId, paymentMethod);
    if (expires) await world.sandbox.stripe.checkout.sessions.expire(sessionId);
    const isSession = aboutObject(sessionId);
    const isPayment = ({ type, data }: Stripe.Event): boolean =>
      type.startsWith('payment_intent.') &&
      (data.object as Stripe.PaymentIntent).metadata.order_id === orderId;
    return { orderId, isAbout: (event) => isSession(event) || isPayment(event) };
  };

export const PAGE_PAID: Lifecycle = {
  name: "Stripe's page, paid by card",
  live: pays('pm_card_visa'),
  events: ['payment_intent.created', 'payment_intent.succeeded', 'checkout.session.completed'],
  ends: { thing: 'complete', order: 'paid' },
  row,
};
export const PAGE_PAID_LATER: Lifecycle = {
  name: "Stripe's page, paid later by a bank",
  live: pays('pm_usBankAccount_success'),
  events: [
    ...['payment_intent.processing', 'checkout.session.completed'],
    ...['payment_intent.succeeded', 'checkout.session.async_payment_succeeded'],
  ],
  ends: { thing: 'complete', order: 'paid' },
  row,
};
export const PAGE_FAILED_LATER: Lifecycle = {
  name: "Stripe's page, refused later by a bank",
  live: pays('pm_usBankAccount_insufficientFunds'),
  events: [
    ...['payment_intent.processing', 'checkout.session.completed'],
    ...['payment_intent.payment_failed', 'checkout.session.async_payment_failed'],
  ],
  ends: { thing: 'complete', order: 'awaiting_payment' },
  row,
};
export const PAGE_EXPIRED: Lifecycle = {
  name: "Stripe's page, expired after a declined card",
  live: pays('pm_card_visa_chargeDeclined', true),
  events: ['payment_intent.payment_failed', 'payment_intent.canceled', 'checkout.session.expired'],
  ends: { thing: 'expired', order: 'awaiting_payment' },
  row,
};

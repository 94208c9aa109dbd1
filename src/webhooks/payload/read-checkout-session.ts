import type { StripeCheckoutSession } from '../../application/payments/ports/stripe-checkout.js';
import { isCheckoutState } from '../../domain/payments/checkout-session.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import { property, stringOrNull } from '../../application/json.js';
import { unreadable } from './unreadable-payload.js';

/** What a session must be for its event to be sent; payloads of the oldest API versions do not say it themselves. */
const STATE_AT_EVENT: Readonly<Record<string, string>> = {
  'checkout.session.completed': 'complete',
  'checkout.session.async_payment_succeeded': 'complete',
  'checkout.session.async_payment_failed': 'complete',
  'checkout.session.expired': 'expired',
};

/**
 * `data.object` of a `checkout.session.*` event, of every API version that an endpoint can have.
 * @throws UnreadablePayloadError
 */
export function readCheckoutSession({
  object,
  type,
  createdAt,
  livemode,
}: StripeEvent): StripeCheckoutSession {
  const { id, status: told, amount_total: amount, currency, metadata } = object;
  const status = told ?? STATE_AT_EVENT[type];
  if (typeof id !== 'string' || !isCheckoutState(status))
    throw unreadable('Checkout session', 'id or status');
  return {
    id,
    status,
    url: stringOrNull(object.url),
    amountMinor: Number.isSafeInteger(amount) ? Number(amount) : null,
    currency: stringOrNull(currency),
    livemode: object.livemode === livemode ? livemode : null,
    orderId: stringOrNull(property(metadata, 'order_id')),
    attemptId: stringOrNull(property(metadata, 'attempt_id')),
    isPaid: object.payment_status === 'paid',
    asOf: createdAt,
  };
}

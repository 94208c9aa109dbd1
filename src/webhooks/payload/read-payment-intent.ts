import type { StripePayment } from '../../application/ports/stripe-service.js';
import { isPaymentStatus, type PaymentStatus } from '../../domain/payments/payment-status.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import { idOf, property, stringOrNull } from '../../application/json.js';
import { unreadable } from './unreadable-payload.js';

/**
 * Their names before 2019-02-11. Source: docs.stripe.com/changelog/2019-02-11/renames-several-statuses-payment-intents
 */
const FORMER_STATUSES: ReadonlyMap<unknown, PaymentStatus> = new Map([
  ['requires_source', 'requires_payment_method'],
  ['requires_source_action', 'requires_action'],
]);

/**
 * `data.object` of a `payment_intent.*` event, of every API version that an endpoint can have: before 2022-11-15 the
 * charges stand in a list, later in `latest_charge`.
 *
 * @throws UnreadablePayloadError
 */
export function readPaymentIntent({ object, createdAt, livemode }: StripeEvent): StripePayment {
  const { id, amount, currency, metadata, last_payment_error: lastError } = object;
  const status = FORMER_STATUSES.get(object.status) ?? object.status;
  const received = object.amount_received ?? 0;
  const capturable = object.amount_capturable ?? 0;
  if (typeof id !== 'string' || !isPaymentStatus(status)) throw unreadable('PaymentIntent', 'id or status');
  if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(received) || typeof currency !== 'string') {
    throw unreadable('PaymentIntent', 'amount or currency');
  }
  return {
    id,
    status,
    amountMinor: Number(amount),
    currency,
    amountReceivedMinor: Number(received),
    amountCapturableMinor: Number.isSafeInteger(capturable) ? Number(capturable) : 0,
    captureMethod: object.capture_method === 'manual' ? 'manual' : 'automatic',
    chargeId: idOf(object.latest_charge) ?? idOf(latestOf(object.charges)),
    reviewId: idOf(object.review),
    livemode: object.livemode === livemode ? livemode : null,
    orderId: stringOrNull(property(metadata, 'order_id')),
    orderNumber: stringOrNull(property(metadata, 'order_number')),
    attemptId: stringOrNull(property(metadata, 'attempt_id')),
    cancellationReason: stringOrNull(object.cancellation_reason),
    lastErrorCode:
      stringOrNull(property(lastError, 'decline_code')) ?? stringOrNull(property(lastError, 'code')),
    lastErrorMessage: stringOrNull(property(lastError, 'message')),
    clientSecret: null,
    askedAt: createdAt,
    asOf: createdAt,
  };
}

/** Lists show the newest first. */
function latestOf(charges: unknown): unknown {
  const data = property(charges, 'data');
  return Array.isArray(data) ? data[0] : null;
}

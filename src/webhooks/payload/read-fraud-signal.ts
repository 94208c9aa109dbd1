import type { StripeFraudWarning, StripeReview } from '../../application/payments/ports/stripe-fraud.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import { idOf, stringOrNull } from '../../application/json.js';
import { unreadable } from './unreadable-payload.js';

/** `data.object` of a `review.*` event, of every API version. @throws UnreadablePayloadError */
export function readReview({ object }: StripeEvent): StripeReview {
  const { id, open } = object;
  if (typeof id !== 'string' || typeof open !== 'boolean') throw unreadable('review', 'id or state');
  const reason = stringOrNull(object.reason);
  return {
    id,
    isOpen: open,
    openedReason: stringOrNull(object.opened_reason) ?? (open ? reason : null),
    // Old API versions say in `reason` alone why it was closed.
    closedReason: open ? null : (stringOrNull(object.closed_reason) ?? reason ?? 'unknown'),
    paymentIntentId: idOf(object.payment_intent),
  };
}

/** `data.object` of a `radar.early_fraud_warning.*` event, of every API version. @throws UnreadablePayloadError */
export function readFraudWarning({ object, createdAt }: StripeEvent): StripeFraudWarning {
  const { id, created } = object;
  const chargeId = idOf(object.charge);
  if (typeof id !== 'string' || chargeId === null) throw unreadable('fraud warning', 'id or charge');
  return {
    id,
    chargeId,
    fraudType: stringOrNull(object.fraud_type) ?? 'misc',
    isActionable: object.actionable === true,
    warnedAt: Number.isSafeInteger(created) ? new Date(Number(created) * 1_000) : createdAt,
    paymentIntentId: idOf(object.payment_intent),
  };
}

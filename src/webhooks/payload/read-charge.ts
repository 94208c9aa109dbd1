import type { PaymentRisk } from '../../application/payments/ports/fraud-signals.js';
import type { StripeRefund } from '../../application/payments/ports/stripe-refunds.js';
import type { StripeEvent } from '../dispatch/stripe-event.js';
import { idOf, isObject, type JsonObject, property, stringOrNull } from '../../application/json.js';
import { readRefund } from './read-refund.js';
import { unreadable } from './unreadable-payload.js';

/** What a charge says of refunds and risk. */
export interface ChargeSighting {
  readonly id: string;
  readonly paymentIntentId: string | null;
  /** False: only held, so that its refund is the end of the hold. */
  readonly isCaptured: boolean;
  readonly amountRefundedMinor: number;
  /** Null where the event does not show them all: API versions from 2022-11-15 on show none. */
  readonly refunds: readonly StripeRefund[] | null;
  /** What Radar thought of it; null where it says nothing. */
  readonly risk: Omit<PaymentRisk, 'paymentIntentId'> | null;
}

/** `data.object` of a `charge.*` event, of every API version. @throws UnreadablePayloadError */
export function readCharge({ object, createdAt }: StripeEvent): ChargeSighting {
  const { id, amount_refunded: refunded, captured, refunds } = object;
  if (typeof id !== 'string' || !Number.isSafeInteger(refunded ?? 0))
    throw unreadable('charge', 'id or refunded amount');
  const paymentIntentId = idOf(object.payment_intent);
  const listed = property(refunds, 'data');
  const isComplete = Array.isArray(listed) && property(refunds, 'has_more') !== true;
  return {
    id,
    paymentIntentId,
    isCaptured: captured !== false,
    amountRefundedMinor: Number(refunded ?? 0),
    refunds: isComplete
      ? listed.map((refund: unknown) => readRefund(refund, paymentIntentId, createdAt))
      : null,
    risk: riskOf(object, id, createdAt),
  };
}

function riskOf({ outcome, metadata }: JsonObject, chargeId: string, asOf: Date): ChargeSighting['risk'] {
  if (!isObject(outcome)) return null;
  const { risk_level: level, risk_score: score, type, seller_message: message } = outcome;
  return {
    chargeId,
    attemptId: stringOrNull(property(metadata, 'attempt_id')),
    level: stringOrNull(level),
    score: Number.isSafeInteger(score) ? Number(score) : null,
    outcomeType: stringOrNull(type),
    sellerMessage: stringOrNull(message),
    asOf,
  };
}

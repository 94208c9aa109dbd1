import type { StripeRefund } from '../../application/payments/ports/stripe-refunds.js';
import { isStripeRefundStatus } from '../../domain/payments/refund-status.js';
import { idOf, property, stringOrNull } from '../../application/json.js';
import { unreadable } from './unreadable-payload.js';

/**
 * A refund, as `data.object` of an event or in the list of a charge.
 *
 * @param paymentIntentId of the charge: old API versions do not repeat it in the refund
 * @param asOf the event's `created`
 * @throws UnreadablePayloadError
 */
export function readRefund(refund: unknown, paymentIntentId: string | null, asOf: Date): StripeRefund {
  const id = property(refund, 'id');
  // Refunds from before statuses existed have none: they are done.
  const status = property(refund, 'status') ?? 'succeeded';
  const amount = property(refund, 'amount');
  const currency = property(refund, 'currency');
  const metadata = property(refund, 'metadata');
  if (typeof id !== 'string' || !isStripeRefundStatus(status)) throw unreadable('refund', 'id or status');
  if (!Number.isSafeInteger(amount) || typeof currency !== 'string')
    throw unreadable('refund', 'amount or currency');
  return {
    id,
    status,
    amountMinor: Number(amount),
    currency,
    reason: stringOrNull(property(refund, 'reason')) ?? stringOrNull(property(metadata, 'reason')),
    failureReason: stringOrNull(property(refund, 'failure_reason')),
    chargeId: idOf(property(refund, 'charge')),
    paymentIntentId: idOf(property(refund, 'payment_intent')) ?? paymentIntentId,
    refundId: stringOrNull(property(metadata, 'refund_id')),
    askedAt: asOf,
    asOf,
  };
}

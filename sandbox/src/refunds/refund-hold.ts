import type Stripe from 'stripe';
import { releaseHold } from '../charges/release-hold.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';
import { cancelIntent } from '../payment-intents/cancel.js';
import { mergeMetadata } from '../http/metadata.js';

/** Refunding what was only authorized gives all of it back and ends the intent: no money moves. */
export function refundHold(
  op: Operation,
  charge: Stripe.Charge,
  params: Stripe.RefundCreateParams,
): Stripe.Refund {
  if (params.amount !== undefined && params.amount !== charge.amount)
    throw stateError(
      'You cannot partially refund an uncaptured charge. Instead, capture the charge for an amount less than the original amount',
      'charge_not_refundable',
      { param: 'amount' },
    );
  if (typeof charge.payment_intent === 'string') cancelIntent(op, charge.payment_intent, null);
  else releaseHold(op, charge.id, null);
  const refund = op.change('refunds', releaseOf(op, charge.id), {
    metadata: mergeMetadata({}, params.metadata as Record<string, string> | ''),
    reason: params.reason ?? null,
  });
  op.emit('refund.created', refund);
  return refund;
}

function releaseOf(op: Operation, charge: string): string {
  for (const refund of op.newestFirst('refunds')) if (refund.charge === charge) return refund.id;
  throw new Error(`${charge} was released without a refund`);
}

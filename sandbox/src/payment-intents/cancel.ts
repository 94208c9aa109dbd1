import type Stripe from 'stripe';
import { releaseHold } from '../charges/release-hold.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';

const CANCELABLE = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
];

/** Ends an intent for good. What was held is released. */
export function cancelIntent(
  op: Operation,
  id: string,
  reason: Stripe.PaymentIntent.CancellationReason | null,
): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  if (!CANCELABLE.includes(intent.status))
    throw stateError(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${CANCELABLE.join(', ')}, processing.`,
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    );
  const held = intent.status === 'requires_capture' ? intent.latest_charge : null;
  if (typeof held === 'string' && !op.must('charges', held).refunded) releaseHold(op, held, null);
  const after = op.put('payment_intents', {
    ...op.must('payment_intents', id),
    amount_capturable: 0,
    canceled_at: op.now,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  });
  op.emit('payment_intent.canceled', after);
  return after;
}

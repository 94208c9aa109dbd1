import type Stripe from 'stripe';
import { postPartialCapture } from '../charges/settle-charge.js';
import { settleCharge, settleLater } from '../charges/settle-charge.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkLastDigit } from '../money/check-amount.js';

/** Takes all or part of what is held; the rest is released. */
export function captureIntent(
  op: Operation,
  id: string,
  params: Stripe.PaymentIntentCaptureParams,
): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  if (intent.status !== 'requires_capture' || typeof intent.latest_charge !== 'string')
    throw stateError(
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    );
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: 'amount_to_capture',
    });
  checkLastDigit(amount, intent.currency, 'amount_to_capture');
  if (amount > intent.amount_capturable)
    throw stateError(
      `The remaining capturable amount for this PaymentIntent is ${intent.amount_capturable}, but you requested to capture ${amount}.`,
      'amount_too_large',
      { param: 'amount_to_capture', payment_intent: intent },
    );
  const held = op.must('charges', intent.latest_charge);
  const captured = op.change('charges', held.id, { captured: true, amount_captured: amount });
  const charge =
    intent.capture_method === 'automatic_async' ? captured : settleCharge(op, captured.id, false);
  const after = op.put('payment_intents', {
    ...intent,
    amount_capturable: 0,
    amount_received: amount,
    metadata: mergeMetadata(intent.metadata, params.metadata as Record<string, string> | '' | undefined),
    status: 'succeeded',
  });
  if (amount < charge.amount) postPartialCapture(op, charge);
  op.emit('charge.captured', op.must('charges', charge.id), held);
  op.emit('payment_intent.succeeded', after);
  if (charge.balance_transaction === null) settleLater(op, charge.id);
  return after;
}

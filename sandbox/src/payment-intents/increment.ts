import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount } from '../money/check-amount.js';

/** Raises the amount that is held, if the intent asked for that to be possible. `params.amount` is the new total. */
export function incrementAuthorization(
  op: Operation,
  id: string,
  params: Stripe.PaymentIntentIncrementAuthorizationParams,
): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  if (intent.status !== 'requires_capture')
    throw stateError(
      `This PaymentIntent's authorization could not be incremented because it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    );
  const charge = op.must('charges', idOf(intent.latest_charge));
  const card = charge.payment_method_details?.card;
  if (card?.incremental_authorization?.status !== 'available')
    throw invalidRequest(
      'This PaymentIntent is not eligible for incremental authorization: confirm it with `payment_method_options[card][request_incremental_authorization]`.',
      { code: 'incremental_authorization_not_available' },
    );
  const amount = checkChargeAmount(params.amount, intent.currency);
  if (amount <= intent.amount)
    throw invalidRequest(`The new amount must be greater than ${intent.amount}.`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  op.put('charges', {
    ...charge,
    amount,
    payment_method_details: { type: 'card', card: { ...card, amount_authorized: amount } },
  });
  const after = op.put('payment_intents', {
    ...intent,
    amount,
    amount_capturable: amount,
    ...(params.description === undefined ? {} : { description: params.description }),
    metadata: mergeMetadata(intent.metadata, params.metadata as Record<string, string> | undefined),
  });
  op.emit('payment_intent.amount_capturable_updated', after, intent);
  return after;
}

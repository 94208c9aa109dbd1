import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';
import { liveCustomer } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount, checkCurrency } from '../money/check-amount.js';
import { chosenMethod } from './new-intent.js';
import { methodTypes } from './method-types.js';
import { patchIntent } from './patch-intent.js';

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Fields that may still be changed once the intent is no longer open. */
const ALWAYS = [
  'description',
  'metadata',
  'expand',
  'receipt_email',
  'shipping',
  'transfer_group',
  'payment_details',
];

export function updateIntent(
  op: Operation,
  id: string,
  params: Stripe.PaymentIntentUpdateParams,
): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  const frozen = Object.keys(params).find((field) => !ALWAYS.includes(field));
  if (frozen !== undefined && !OPEN.includes(intent.status))
    throw stateError(
      `This PaymentIntent's ${frozen} could not be updated because it has a status of ${intent.status}. You may only update the ${frozen} of a PaymentIntent with one of the following statuses: ${OPEN.join(', ')}.`,
      'payment_intent_unexpected_state',
      { param: frozen, payment_intent: intent },
    );
  const currency = params.currency === undefined ? intent.currency : checkCurrency(params.currency);
  const amount = params.amount ?? intent.amount;
  if (params.amount !== undefined || params.currency !== undefined) checkChargeAmount(amount, currency);
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const allowed = params.allowed_payment_method_types ?? intent.allowed_payment_method_types;
  const excluded =
    params.excluded_payment_method_types === ''
      ? null
      : (params.excluded_payment_method_types ?? intent.excluded_payment_method_types);
  const patched: Stripe.PaymentIntent = {
    ...intent,
    ...patchIntent(params),
    allowed_payment_method_types: allowed,
    amount,
    currency,
    customer: params.customer ?? intent.customer,
    excluded_payment_method_types: excluded,
    metadata: mergeMetadata(intent.metadata, params.metadata as Record<string, string> | '' | undefined),
    payment_method_types: methodTypes(currency, allowed, excluded),
  };
  const method = chosenMethod(op, patched, params);
  if (method === null) return op.put('payment_intents', reopened(patched, intent));
  return op.put('payment_intents', {
    ...patched,
    payment_method: method.id,
    next_action: null,
    status: 'requires_confirmation',
  });
}

/** A challenge was for the old amount: changing it asks for a new confirmation. */
function reopened(after: Stripe.PaymentIntent, before: Stripe.PaymentIntent): Stripe.PaymentIntent {
  if (
    before.status !== 'requires_action' ||
    (after.amount === before.amount && after.currency === before.currency)
  )
    return after;
  return { ...after, next_action: null, status: 'requires_confirmation' };
}

import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, docUrl, stateError } from '../core/stripe-error.js';
import { authorize, methodOf } from './authorize.js';

const FAILURE = {
  code: 'payment_intent_authentication_failure',
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  type: 'invalid_request_error' as const,
};

/** The customer has answered the bank's challenge. Never throws a decline: nobody is waiting for it here. */
export function finishChallenge(op: Operation, id: string, passed: boolean): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  if (intent.status !== 'requires_action' || methodOf(op, intent).type !== 'card')
    throw stateError(
      `This PaymentIntent does not wait for a challenge: it has a status of ${intent.status}.`,
      'payment_intent_unexpected_state',
    );
  if (!passed) return failChallenge(op, intent);
  const state = op.get('intent_states', id);
  op.put('intent_states', { id, return_url: state?.return_url ?? null, authenticated: true });
  if (intent.confirmation_method === 'manual')
    return op.put('payment_intents', { ...intent, next_action: null, status: 'requires_confirmation' });
  try {
    return authorize(op, intent);
  } catch (error) {
    if (error instanceof StripeError && error.keepsChanges) return op.must('payment_intents', id);
    throw error;
  }
}

function failChallenge(op: Operation, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const after = op.put('payment_intents', {
    ...intent,
    last_payment_error: { ...FAILURE, doc_url: docUrl(FAILURE.code), payment_method: methodOf(op, intent) },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  op.emit('payment_intent.payment_failed', after);
  return after;
}

import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { StripeError, docUrl, stateError } from '../core/stripe-error.js';
import { attachTo } from '../payment-methods/attach.js';
import { newPaymentMethod, type PaymentMethodData } from '../payment-methods/create-payment-method.js';
import { checkUsable, requirePaymentMethod } from '../payment-methods/require-payment-method.js';
import { cardByNumber } from '../payment-methods/test-cards.js';
import { recordAttempt } from './setup-attempt.js';

export interface SetupParams {
  payment_method?: string;
  payment_method_data?: unknown;
  return_url?: string;
  use_stripe_sdk?: boolean;
}

interface Failure {
  code: string;
  decline_code?: string;
  message: string;
  type: 'card_error' | 'invalid_request_error';
}

const OPEN = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

const CHALLENGE_FAILED: Failure = {
  code: 'setup_intent_authentication_failure',
  message: 'The latest attempt to set up the payment method has failed because authentication failed.',
  type: 'invalid_request_error',
};

/** Tries to save a payment method. Throws the refusal, if it is one, after recording it. */
export function confirmSetup(op: Operation, id: string, params: SetupParams): Stripe.SetupIntent {
  const intent = op.must('setup_intents', id);
  assertOpen(intent, 'confirm');
  const method = chosenSetupMethod(op, intent, params) ?? currentMethod(op, intent);
  const confirmed = op.put('setup_intents', {
    ...intent,
    last_setup_error: null,
    next_action: null,
    payment_method: method.id,
  });
  const card = cardByNumber(op.must('instruments', method.id).number);
  if (card?.decline && !card.attachable && card.challenge === undefined)
    throw refuse(op, confirmed, { ...card.decline, type: 'card_error' });
  if (card?.challenge === undefined) return succeed(op, confirmed);
  const back = params.use_stripe_sdk === true ? undefined : params.return_url;
  const after = op.put('setup_intents', {
    ...confirmed,
    status: 'requires_action',
    next_action:
      back === undefined
        ? { type: 'use_stripe_sdk', use_stripe_sdk: {} }
        : {
            type: 'redirect_to_url',
            redirect_to_url: { return_url: back, url: `${op.world.baseUrl}/3ds/${id}` },
          },
  });
  op.emit('setup_intent.requires_action', after);
  return after;
}

/** The customer has answered the bank's challenge. */
export function finishSetupChallenge(op: Operation, id: string, passed: boolean): Stripe.SetupIntent {
  const intent = op.must('setup_intents', id);
  if (intent.status !== 'requires_action')
    throw stateError(`This SetupIntent has a status of ${intent.status}.`, 'setup_intent_unexpected_state');
  if (passed) return succeed(op, intent);
  refuse(op, intent, CHALLENGE_FAILED);
  return op.must('setup_intents', id);
}

export function cancelSetup(op: Operation, id: string, reason: string | undefined): Stripe.SetupIntent {
  const intent = op.must('setup_intents', id);
  assertOpen(intent, 'cancel');
  const after = op.put('setup_intents', {
    ...intent,
    cancellation_reason: reason ?? null,
    next_action: null,
    status: 'canceled',
  });
  op.emit('setup_intent.canceled', after);
  return after;
}

function succeed(op: Operation, intent: Stripe.SetupIntent): Stripe.SetupIntent {
  const method = op.must('payment_methods', idOf(intent.payment_method));
  if (typeof intent.customer === 'string') attachTo(op, method, intent.customer);
  op.change('instruments', method.id, { authenticated: true });
  const attempt = recordAttempt(op, intent, method, 'succeeded', null);
  const after = op.put('setup_intents', {
    ...intent,
    latest_attempt: attempt.id,
    next_action: null,
    status: 'succeeded',
  });
  op.emit('setup_intent.succeeded', after);
  return after;
}

function refuse(op: Operation, intent: Stripe.SetupIntent, failure: Failure): StripeError {
  const method = op.must('payment_methods', idOf(intent.payment_method));
  const { code, message, type } = failure;
  const shown = { code, doc_url: docUrl(code), message, type, payment_method: method };
  const error = failure.decline_code === undefined ? shown : { ...shown, decline_code: failure.decline_code };
  const attempt = recordAttempt(op, intent, method, 'failed', error);
  const after = op.put('setup_intents', {
    ...intent,
    last_setup_error: error,
    latest_attempt: attempt.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  op.emit('setup_intent.setup_failed', after);
  return new StripeError(402, { ...error, setup_intent: after }, true);
}

/** The payment method that a request names or describes; null if it does neither. */
export function chosenSetupMethod(
  op: Operation,
  intent: Stripe.SetupIntent,
  params: SetupParams,
): Stripe.PaymentMethod | null {
  const method = params.payment_method_data
    ? newPaymentMethod(op, params.payment_method_data as PaymentMethodData)
    : params.payment_method
      ? requirePaymentMethod(op, params.payment_method, 'payment_method')
      : null;
  if (method === null) return null;
  if (!intent.payment_method_types.includes(method.type))
    throw stateError(
      `The PaymentMethod provided (${method.type}) is not allowed for this SetupIntent.`,
      'setup_intent_invalid_parameter',
      { param: 'payment_method' },
    );
  checkUsable(op, method, typeof intent.customer === 'string' ? intent.customer : null);
  return method;
}

function currentMethod(op: Operation, intent: Stripe.SetupIntent): Stripe.PaymentMethod {
  if (typeof intent.payment_method === 'string') return op.must('payment_methods', intent.payment_method);
  throw stateError(
    "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
    'setup_intent_unexpected_state',
    { setup_intent: intent },
  );
}

function assertOpen(intent: Stripe.SetupIntent, verb: string): void {
  if (OPEN.includes(intent.status)) return;
  throw stateError(
    `You cannot ${verb} this SetupIntent because it has a status of ${intent.status}.`,
    'setup_intent_unexpected_state',
    { setup_intent: intent },
  );
}

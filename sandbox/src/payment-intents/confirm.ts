import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { invalidRequest, stateError } from '../core/stripe-error.js';
import { cardByNumber, type TestCard } from '../payment-methods/test-cards.js';
import { checkUsable } from '../payment-methods/require-payment-method.js';
import { authorize, AUTHENTICATION_REQUIRED, failAttempt } from './authorize.js';
import { startDelayedMethod } from './delayed-methods.js';
import { checkMethodType } from './method-types.js';
import { chosenMethod } from './new-intent.js';
import { challengeAction } from './next-action.js';
import { patchIntent } from './patch-intent.js';
import { checkDescriptorFits } from './statement-descriptor.js';

export type ConfirmParams = Pick<
  Stripe.PaymentIntentConfirmParams,
  | 'payment_method'
  | 'off_session'
  | 'return_url'
  | 'use_stripe_sdk'
  | 'error_on_requires_action'
  | 'capture_method'
  | 'receipt_email'
  | 'setup_future_usage'
  | 'shipping'
> & {
  payment_method_data?: unknown;
  payment_method_options?: { card?: unknown; konbini?: unknown };
  confirmation_token?: string;
};

const CONFIRMABLE = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

/** Tries to take the payment. Throws the decline, if it is one, after recording it. */
export function confirmIntent(op: Operation, id: string, params: ConfirmParams): Stripe.PaymentIntent {
  const intent = op.must('payment_intents', id);
  assertConfirmable(intent);
  if (params.return_url !== undefined) checkUrl(params.return_url);
  const method = chosenMethod(op, intent, params) ?? currentMethod(op, intent);
  const state = op.get('intent_states', id);
  const confirmed = op.put('payment_intents', {
    ...intent,
    ...patchIntent(params),
    last_payment_error: null,
    next_action: null,
    payment_method: method.id,
  });
  checkDescriptorFits(confirmed, method);
  const authenticated = state?.authenticated === true && intent.payment_method === method.id;
  if (state || params.return_url !== undefined)
    op.put('intent_states', { id, authenticated, return_url: params.return_url ?? null });
  if (method.type !== 'card') return startDelayedMethod(op, confirmed, method);
  const instrument = op.must('instruments', method.id);
  const card = cardByNumber(instrument.number);
  if (!card) throw new Error(`${method.id} is a card without a known number`);
  const offSession = params.off_session !== undefined && params.off_session !== false;
  if (!asks(op, confirmed, card, method, offSession)) return authorize(op, confirmed);
  if (offSession || params.error_on_requires_action === true)
    throw failAttempt(op, confirmed, AUTHENTICATION_REQUIRED);
  return requireAction(op, confirmed, params);
}

/** Whether the bank wants to see the customer. */
function asks(
  op: Operation,
  intent: Stripe.PaymentIntent,
  card: TestCard,
  method: Stripe.PaymentMethod,
  offSession: boolean,
): boolean {
  if (op.get('intent_states', intent.id)?.authenticated === true) return false;
  if (card.challenge === 'always') return true;
  if (card.challenge === 'on_session') return !offSession;
  if (card.challenge === 'unless_saved') return op.get('instruments', method.id)?.authenticated !== true;
  const requested = intent.payment_method_options?.card?.request_three_d_secure;
  return requested === 'any' || requested === 'challenge';
}

function requireAction(
  op: Operation,
  intent: Stripe.PaymentIntent,
  params: ConfirmParams,
): Stripe.PaymentIntent {
  const after = op.put('payment_intents', {
    ...intent,
    status: 'requires_action',
    next_action: challengeAction(
      op,
      intent.id,
      params.use_stripe_sdk === true ? null : (params.return_url ?? null),
    ),
  });
  op.emit('payment_intent.requires_action', after);
  return after;
}

function assertConfirmable(intent: Stripe.PaymentIntent): void {
  if (CONFIRMABLE.includes(intent.status)) return;
  const why =
    intent.status === 'succeeded'
      ? 'it has already succeeded after being previously confirmed'
      : `it has a status of ${intent.status}`;
  throw stateError(
    `You cannot confirm this PaymentIntent because ${why}.`,
    'payment_intent_unexpected_state',
    {
      payment_intent: intent,
    },
  );
}

function currentMethod(op: Operation, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  const id = intent.payment_method;
  if (typeof id !== 'string')
    throw stateError(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      'payment_intent_unexpected_state',
      { payment_intent: intent },
    );
  const method = op.must('payment_methods', id);
  checkUsable(op, method, typeof intent.customer === 'string' ? intent.customer : null);
  checkMethodType(intent, method);
  return method;
}

function checkUrl(url: string): void {
  if (URL.canParse(url) && /^[a-z][a-z0-9+.-]*:/i.test(url)) return;
  throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
}

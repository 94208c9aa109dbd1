import type Stripe from 'stripe';
import { idOf } from '../core/id-of.js';
import type { Operation } from '../core/operation.js';
import { stateError } from '../core/stripe-error.js';
import { newCustomer } from '../customers/write-customer.js';
import { confirmIntent } from '../payment-intents/confirm.js';
import { newIntent } from '../payment-intents/new-intent.js';
import { confirmSetup } from '../setup-intents/confirm-setup.js';
import { completeSession } from './complete-session.js';

/** What the customer gave on the page. */
export interface CheckoutForm {
  payment_method: string;
  email?: string;
  name?: string;
}

/**
 * The customer pays, or saves a card. Answers the session, complete or still open with a challenge to pass.
 * Throws the decline, if it is one; the session stays open for another attempt.
 */
export function paySession(op: Operation, id: string, form: CheckoutForm): Stripe.Checkout.Session {
  const session = openSession(op, id);
  if (session.mode === 'setup') {
    confirmSetup(op, idOf(session.setup_intent), {
      payment_method: form.payment_method,
      use_stripe_sdk: true,
    });
    return afterAttempt(op, id, form);
  }
  if (session.amount_total === 0) return completeSession(op, id, form, null);
  const intent = intentOf(op, session, form);
  confirmIntent(op, intent, { payment_method: form.payment_method, use_stripe_sdk: true });
  return afterAttempt(op, id, form);
}

/** What is left to do away from the page, in a shop or at the customer's bank, keeps no session open. */
const PAID_ELSEWHERE = ['konbini_display_details', 'display_bank_transfer_instructions'];

/** Completes the session if its intent has come far enough: after an attempt, or after its challenge. */
export function afterAttempt(
  op: Operation,
  id: string,
  form: Partial<CheckoutForm>,
): Stripe.Checkout.Session {
  const session = op.must('checkout_sessions', id);
  if (session.status !== 'open') return session;
  if (session.mode === 'setup') {
    const setup = op.must('setup_intents', idOf(session.setup_intent));
    return setup.status === 'succeeded' ? completeSession(op, id, form, null) : session;
  }
  const intent = op.get('payment_intents', op.must('checkout_states', id).intent ?? '');
  const waiting = PAID_ELSEWHERE.includes(intent?.next_action?.type ?? '');
  if (!intent || !(['succeeded', 'processing', 'requires_capture'].includes(intent.status) || waiting))
    return session;
  return completeSession(op, id, form, intent);
}

function openSession(op: Operation, id: string): Stripe.Checkout.Session {
  const session = op.must('checkout_sessions', id);
  if (session.status === 'open') return session;
  throw stateError(
    `This Checkout Session is ${session.status} and cannot be paid.`,
    'status_transition_invalid',
  );
}

/** The session's PaymentIntent. It is made at the first attempt, as at Stripe. */
function intentOf(op: Operation, session: Stripe.Checkout.Session, form: CheckoutForm): string {
  const state = op.must('checkout_states', session.id);
  if (state.intent !== null) return state.intent;
  const data = state.intentData as Stripe.Checkout.SessionCreateParams.PaymentIntentData;
  const customer = customerFor(op, session, form, data.setup_future_usage !== undefined);
  const intent = newIntent(op, {
    ...data,
    amount: session.amount_total ?? 0,
    currency: session.currency ?? '',
    ...(customer === null ? {} : { customer }),
  });
  op.put('checkout_states', { ...state, intent: intent.id });
  op.put('intent_sessions', { id: intent.id, session: session.id });
  return intent.id;
}

function customerFor(
  op: Operation,
  session: Stripe.Checkout.Session,
  form: CheckoutForm,
  needed: boolean,
): string | null {
  if (typeof session.customer === 'string') return session.customer;
  if (session.customer_creation !== 'always' && !needed) return null;
  const email = form.email ?? session.customer_email ?? undefined;
  const customer = newCustomer(op, {
    ...(email === undefined ? {} : { email }),
    ...(form.name ? { name: form.name } : {}),
  });
  op.put('checkout_sessions', { ...session, customer: customer.id });
  return customer.id;
}

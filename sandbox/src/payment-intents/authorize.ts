import type Stripe from 'stripe';
import { bypassesPending, settleCharge, settleLater } from '../charges/settle-charge.js';
import { newCharge } from '../charges/new-charge.js';
import { HOLD_SECONDS } from '../charges/release-hold.js';
import { openReview } from '../reviews/review.js';
import { afterSuccess } from '../charges/consequences.js';
import type { Operation } from '../core/operation.js';
import { StripeError, docUrl } from '../core/stripe-error.js';
import { attachTo } from '../payment-methods/attach.js';
import { cardByNumber, type Decline, type TestCard } from '../payment-methods/test-cards.js';

export const AUTHENTICATION_REQUIRED: Decline = {
  code: 'card_declined',
  decline_code: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
};

/** Asks the bank: the intent succeeds, is held for capture, or the decline is recorded and thrown. */
export function authorize(op: Operation, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const method = methodOf(op, intent);
  const card = cardByNumber(op.must('instruments', method.id).number);
  if (card?.decline) throw failAttempt(op, intent, card.decline);
  const manual = isManual(intent);
  const capture_before = op.now + HOLD_SECONDS;
  const charge = newCharge(op, intent, method, {
    status: 'succeeded',
    captured: !manual,
    riskLevel: card?.risk ?? 'normal',
    ...(manual ? { captureBefore: capture_before } : {}),
  });
  keepMethod(op, intent, method);
  // Radar decides with the authorization: the intent's first event as a paid one shows the review already.
  const review = card?.risk === 'elevated' ? openReview(op, charge, 'rule').id : null;
  const held: Stripe.PaymentIntent = {
    ...intent,
    review,
    latest_charge: charge.id,
    next_action: null,
    last_payment_error: null,
  };
  if (manual) {
    op.schedule('charge.hold_lapses', charge.id, HOLD_SECONDS * 1000);
    const after = op.put('payment_intents', {
      ...held,
      amount_capturable: intent.amount,
      status: 'requires_capture',
    });
    op.emit('charge.succeeded', op.must('charges', charge.id));
    op.emit('payment_intent.amount_capturable_updated', after);
    return consequences(op, after, charge, card);
  }
  return consequences(op, succeed(op, held, charge), charge, card);
}

/** The money is taken: the intent is done, its balance transaction follows now or a little later. */
export function succeed(
  op: Operation,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
): Stripe.PaymentIntent {
  const after = op.put('payment_intents', {
    ...intent,
    latest_charge: charge.id,
    amount_received: charge.amount_captured,
    amount_capturable: 0,
    next_action: null,
    status: 'succeeded',
  });
  const late = intent.capture_method === 'automatic_async' && !bypassesPending(op, charge);
  const settled = late ? op.must('charges', charge.id) : settleCharge(op, charge.id, false);
  op.emit('charge.succeeded', settled);
  op.emit('payment_intent.succeeded', after);
  if (settled.balance_transaction === null) settleLater(op, charge.id);
  return after;
}

function consequences(
  op: Operation,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  card: TestCard | undefined,
): Stripe.PaymentIntent {
  if (card) afterSuccess(op, charge, card);
  return op.must('payment_intents', intent.id);
}

/** Records a declined attempt, and answers the error that says so. */
export function failAttempt(op: Operation, intent: Stripe.PaymentIntent, decline: Decline): StripeError {
  const method = methodOf(op, intent);
  const card = cardByNumber(op.must('instruments', method.id).number);
  const charge = newCharge(op, intent, method, {
    status: 'failed',
    captured: false,
    riskLevel: card?.risk ?? 'normal',
    decline,
  });
  const failure = {
    ...(decline.advice_code ? { advice_code: decline.advice_code } : {}),
    charge: charge.id,
    code: decline.decline_code === 'authentication_required' ? 'authentication_required' : decline.code,
    decline_code: decline.decline_code,
    message: decline.message,
    ...(decline.param ? { param: decline.param } : {}),
    payment_method: method,
    type: 'card_error' as const,
  };
  const after = op.put('payment_intents', {
    ...intent,
    last_payment_error: { ...failure, doc_url: docUrl(failure.code) },
    latest_charge: charge.id,
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  op.emit('charge.failed', charge);
  op.emit('payment_intent.payment_failed', after);
  return new StripeError(402, { ...failure, payment_intent: after }, true);
}

export function methodOf(op: Operation, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  if (typeof intent.payment_method !== 'string') throw new Error(`${intent.id} has no payment method`);
  return op.must('payment_methods', intent.payment_method);
}

function isManual(intent: Stripe.PaymentIntent): boolean {
  return (
    intent.capture_method === 'manual' || intent.payment_method_options?.card?.capture_method === 'manual'
  );
}

/** A method that paid is saved if that was asked for; without a customer it is used up. */
export function keepMethod(op: Operation, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (method.customer !== null) return;
  if (intent.setup_future_usage !== null && typeof intent.customer === 'string') {
    attachTo(op, method, intent.customer);
    op.change('instruments', method.id, { authenticated: true });
    return;
  }
  op.change('instruments', method.id, { used: true });
}

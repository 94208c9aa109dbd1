import type Stripe from 'stripe';
import { afterSuccess } from '../charges/consequences.js';
import { newCharge } from '../charges/new-charge.js';
import type { Operation } from '../core/operation.js';
import { docUrl } from '../core/stripe-error.js';
import { type Settlement, settlementOf } from '../payment-methods/other-methods.js';
import { keepMethod, methodOf, succeed } from './authorize.js';

/** Banks take days; the sandbox takes this long, so that a developer sees both states. */
const SETTLES_AFTER_MS = 2000;

/** A konbini voucher can be paid for three days. */
const VOUCHER_SECONDS = 3 * 24 * 3600;

/** A debit is under way at once; a voucher first has to be carried to a shop. */
export function startDelayedMethod(
  op: Operation,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  if (method.type === 'konbini') return handOutVoucher(op, intent, method);
  if (method.type === 'customer_balance') return askForTransfer(op, intent);
  const charge = newCharge(op, intent, method, { status: 'pending', captured: true, riskLevel: 'normal' });
  const after = op.put('payment_intents', {
    ...intent,
    latest_charge: charge.id,
    next_action: null,
    status: 'processing',
  });
  op.emit('charge.pending', charge);
  op.emit('payment_intent.processing', after);
  settleInTime(op, after, method);
  return after;
}

function settleInTime(op: Operation, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (outcomeOf(intent, method) !== 'never')
    op.schedule('payment_intent.settles', intent.id, SETTLES_AFTER_MS);
}

function outcomeOf(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): Settlement {
  return settlementOf(method, intent.payment_method_options?.konbini?.confirmation_number);
}

function handOutVoucher(
  op: Operation,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
): Stripe.PaymentIntent {
  const expires_at = op.now + VOUCHER_SECONDS;
  const code = op.world.ids.text(11);
  const store = { confirmation_number: '01234567890', payment_code: code };
  const after = op.put('payment_intents', {
    ...intent,
    status: 'requires_action',
    next_action: {
      type: 'konbini_display_details',
      konbini_display_details: {
        expires_at,
        hosted_voucher_url: `${op.world.baseUrl}/vouchers/${intent.id}`,
        stores: { familymart: store, lawson: store, ministop: store, seicomart: store },
      },
    },
  });
  op.emit('payment_intent.requires_action', after);
  settleInTime(op, after, method);
  return after;
}

/** The customer sends the money from their bank; it arrives when a trigger (`payment_settled`) says so. */
function askForTransfer(op: Operation, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  const after = op.put('payment_intents', {
    ...intent,
    status: 'requires_action',
    next_action: {
      type: 'display_bank_transfer_instructions',
      display_bank_transfer_instructions: {
        amount_remaining: intent.amount,
        currency: intent.currency,
        hosted_instructions_url: `${op.world.baseUrl}/vouchers/${intent.id}`,
        reference: op.world.ids.text(12).toUpperCase(),
        type: intent.currency === 'jpy' ? 'jp_bank_transfer' : `${intent.currency.slice(0, 2)}_bank_transfer`,
      },
    },
  });
  op.emit('payment_intent.requires_action', after);
  return after;
}

/** The debit or voucher comes to its end: paid, or refused by the bank. */
export function settleDelayed(op: Operation, id: string): void {
  const intent = op.get('payment_intents', id);
  if (!intent || !['processing', 'requires_action'].includes(intent.status)) return;
  const method = methodOf(op, intent);
  if (method.type === 'card') return;
  const charge =
    typeof intent.latest_charge === 'string' && intent.status === 'processing'
      ? op.must('charges', intent.latest_charge)
      : newCharge(op, intent, method, { status: 'pending', captured: true, riskLevel: 'normal' });
  if (outcomeOf(intent, method) === 'fails') {
    bounce(op, intent, charge, method);
    return;
  }
  keepMethod(op, intent, method);
  const paid = op.put('charges', {
    ...charge,
    status: 'succeeded',
    paid: true,
    amount_captured: charge.amount,
  });
  succeed(op, intent, paid);
  if (outcomeOf(intent, method) === 'disputed') afterSuccess(op, paid, { dispute: 'fraudulent' });
}

const NOT_DEBITED = {
  code: 'payment_method_provider_decline',
  message: "The customer's bank account could not be debited.",
};

const VOUCHER_EXPIRED = {
  code: 'payment_intent_payment_attempt_expired',
  message: 'The payment attempt for this PaymentIntent has expired. You can provide a new payment method.',
};

function bounce(
  op: Operation,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge,
  method: Stripe.PaymentMethod,
): void {
  const { code, message } = method.type === 'konbini' ? VOUCHER_EXPIRED : NOT_DEBITED;
  const failed = op.put('charges', {
    ...charge,
    captured: false,
    failure_code: code,
    failure_message: message,
    paid: false,
    status: 'failed',
  });
  const after = op.put('payment_intents', {
    ...intent,
    last_payment_error: {
      charge: failed.id,
      code,
      doc_url: docUrl(code),
      message,
      payment_method: method,
      type: 'invalid_request_error',
    },
    next_action: null,
    payment_method: null,
    status: 'requires_payment_method',
  });
  op.emit('charge.failed', failed);
  op.emit('payment_intent.payment_failed', after);
}

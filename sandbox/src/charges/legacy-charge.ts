import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, invalidRequest, missing, parameterMissing, stateError } from '../core/stripe-error.js';
import { liveCustomer, orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount, checkCurrency } from '../money/check-amount.js';
import { methodFromToken } from '../payment-methods/create-payment-method.js';
import { cardByNumber, cardByToken } from '../payment-methods/test-cards.js';
import { afterSuccess } from './consequences.js';
import { newCharge, type ChargeBasis } from './new-charge.js';
import { postPartialCapture, settleCharge } from './settle-charge.js';

/** `POST /v1/charges` with a test token as `source`: how charges were made before there were intents. */
export function legacyCharge(op: Operation, params: Stripe.ChargeCreateParams): Stripe.Charge {
  if (params.amount === undefined) throw parameterMissing('amount');
  const currency = checkCurrency(params.currency ?? '');
  const amount = checkChargeAmount(params.amount, currency);
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const source = params.source;
  if (!source)
    throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing', param: 'source' });
  if (cardByToken(source) === undefined) throw missing('token', source, 'source');
  const method = methodFromToken(op, source);
  if (method === null) throw missing('token', source, 'source');
  const card = cardByNumber(op.must('instruments', method.id).number);
  const basis: ChargeBasis = {
    id: null,
    amount,
    currency,
    customer: params.customer ?? null,
    description: orNull(params.description),
    metadata: mergeMetadata({}, params.metadata as Record<string, string>),
    receipt_email: orNull(params.receipt_email),
    shipping: null,
    statement_descriptor: orNull(params.statement_descriptor),
    statement_descriptor_suffix: orNull(params.statement_descriptor_suffix),
    transfer_group: orNull(params.transfer_group),
  };
  const risk = card?.risk ?? 'normal';
  if (card?.decline) {
    const charge = newCharge(op, basis, method, {
      status: 'failed',
      captured: false,
      riskLevel: risk,
      decline: card.decline,
    });
    op.emit('charge.failed', charge);
    throw new StripeError(402, { type: 'card_error', charge: charge.id, ...card.decline }, true);
  }
  const captured = params.capture !== false;
  const made = newCharge(op, basis, method, { status: 'succeeded', captured, riskLevel: risk });
  const charge = captured ? settleCharge(op, made.id, false) : made;
  op.emit('charge.succeeded', charge);
  if (card) afterSuccess(op, charge, card);
  return op.must('charges', charge.id);
}

/** Captures a charge that has no intent. */
export function captureLegacy(op: Operation, charge: Stripe.Charge, amount = charge.amount): Stripe.Charge {
  if (amount < 1 || amount > charge.amount)
    throw stateError(`The amount must be from 1 to ${charge.amount}.`, 'amount_too_large', {
      param: 'amount',
    });
  op.put('charges', { ...charge, captured: true, amount_captured: amount });
  const settled = settleCharge(op, charge.id, false);
  if (amount < charge.amount) postPartialCapture(op, settled);
  op.emit('charge.captured', settled, charge);
  return settled;
}

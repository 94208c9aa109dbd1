import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, invalidRequest, parameterMissing, stateError } from '../core/stripe-error.js';
import { liveCustomer, orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkChargeAmount, checkCurrency } from '../money/check-amount.js';
import { cardByNumber } from '../payment-methods/test-cards.js';
import { cardOf, defaultCard } from '../sources/customer-cards.js';
import { cardFromToken, methodFromCard } from '../sources/new-card.js';
import { afterSuccess } from './consequences.js';
import { HOLD_SECONDS } from './release-hold.js';
import { newCharge, type ChargeBasis } from './new-charge.js';
import { postPartialCapture, settleCharge } from './settle-charge.js';

/** `POST /v1/charges` with a test token as `source`: how charges were made before there were intents. */
export function legacyCharge(op: Operation, params: Stripe.ChargeCreateParams): Stripe.Charge {
  if (params.amount === undefined) throw parameterMissing('amount');
  const currency = checkCurrency(params.currency ?? '');
  const amount = checkChargeAmount(params.amount, currency);
  if (params.customer) liveCustomer(op, params.customer, 'customer');
  const method = methodFromCard(op, chargedCard(op, params));
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
  const made = newCharge(op, basis, method, {
    status: 'succeeded',
    captured,
    riskLevel: risk,
    ...(captured ? {} : { captureBefore: op.now + HOLD_SECONDS }),
  });
  if (!captured) op.schedule('charge.hold_lapses', made.id, HOLD_SECONDS * 1000);
  const charge = captured ? settleCharge(op, made.id, false) : made;
  op.emit('charge.succeeded', charge);
  if (card) afterSuccess(op, charge, card);
  return op.must('charges', charge.id);
}

/** The card of the token or id that was named, or the customer's default one. */
function chargedCard(op: Operation, { source, customer }: Stripe.ChargeCreateParams): Stripe.Card {
  if (source?.startsWith('card_') && customer) return cardOf(op, customer, source);
  if (source) return cardFromToken(op, source);
  const card = customer ? defaultCard(op, customer) : undefined;
  if (card) return card;
  if (card === null)
    throw new StripeError(402, {
      type: 'card_error',
      code: 'missing',
      message: 'Cannot charge a customer that has no active card',
      param: 'card',
    });
  throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing', param: 'source' });
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

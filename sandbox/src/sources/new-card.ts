import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, missing } from '../core/stripe-error.js';
import { orNull } from '../customers/customer.js';
import { checkedCard } from '../payment-methods/card-number.js';
import { fingerprintOf, newPaymentMethod } from '../payment-methods/create-payment-method.js';
import { cardByNumber, cardByToken, type TestCard } from '../payment-methods/test-cards.js';

/** What `POST /v1/tokens` says of a card. Numbers come as text, as forms have them. */
export type CardFields = Omit<Stripe.TokenCreateParams.Card, 'networks'>;

/** The expiry of the cards that tokens such as `tok_visa` stand for. */
const TOKEN_EXPIRY = { exp_month: '12', exp_year: '2034', cvc: '123' };

/** A card of the kind that came before payment methods, on its own or for a customer. */
export function newCard(op: Operation, sent: CardFields): Stripe.Card {
  const expiry = expiryOf(sent);
  const known = checkedCard(
    { number: sent.number, ...expiry, ...(sent.cvc === undefined ? {} : { cvc: sent.cvc }) },
    op.now,
  );
  const check = (given: string | undefined): string | null => (given === undefined ? null : 'unchecked');
  const id = op.id('card');
  op.put('instruments', { id, number: known.number, used: false, authenticated: false });
  return op.put('cards', {
    id,
    object: 'card',
    address_city: orNull(sent.address_city),
    address_country: orNull(sent.address_country),
    address_line1: orNull(sent.address_line1),
    address_line1_check: check(sent.address_line1),
    address_line2: orNull(sent.address_line2),
    address_state: orNull(sent.address_state),
    address_zip: orNull(sent.address_zip),
    address_zip_check: check(sent.address_zip),
    brand: BRANDS[known.brand],
    country: known.country,
    customer: null,
    cvc_check: check(sent.cvc),
    dynamic_last4: null,
    ...expiry,
    fingerprint: fingerprintOf(known.number),
    funding: known.funding,
    last4: known.number.slice(-4),
    metadata: {},
    name: orNull(sent.name),
    regulated_status: 'unregulated',
    tokenization_method: null,
  });
}

/** The month and the full year. What is no number becomes 0, which no check of a card lets pass. */
export function expiryOf(sent: { exp_month: string; exp_year: string }): {
  exp_month: number;
  exp_year: number;
} {
  const number = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : 0);
  const year = number(sent.exp_year);
  return { exp_month: number(sent.exp_month), exp_year: year < 100 ? 2000 + year : year };
}

/** The card that a token stands for: one that was made, or one of the test tokens. Each is good for one use. */
export function cardFromToken(op: Operation, token: string): Stripe.Card {
  const known = cardByToken(token);
  if (known) return newCard(op, { ...TOKEN_EXPIRY, number: known.number });
  const made = op.get('tokens', token);
  if (made?.card === undefined) throw missing('token', token, 'source');
  if (made.used)
    throw new StripeError(400, {
      type: 'invalid_request_error',
      code: 'token_already_used',
      message: `You cannot use a Stripe token more than once: ${token}.`,
    });
  op.put('tokens', { ...made, used: true });
  return made.card;
}

/** A payment method with the same number, which is what the sandbox charges. */
export function methodFromCard(op: Operation, card: Stripe.Card): Stripe.PaymentMethod {
  const { number } = op.must('instruments', card.id);
  return newPaymentMethod(op, {
    type: 'card',
    card: { number, exp_month: card.exp_month, exp_year: card.exp_year, cvc: '123' },
    ...(card.name === null ? {} : { billing_details: { name: card.name } }),
  });
}

/** How the card's bank behaves. */
export function behaviourOf(op: Operation, card: Stripe.Card): TestCard | undefined {
  return cardByNumber(op.must('instruments', card.id).number);
}

/** Cards name their brands in full. */
const BRANDS: Record<TestCard['brand'], string> = {
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  mastercard: 'MasterCard',
  unionpay: 'UnionPay',
  visa: 'Visa',
};

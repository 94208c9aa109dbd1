import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, invalidRequest, missing } from '../core/stripe-error.js';
import { fullAddress, orNull } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkedCard } from './card-number.js';
import { otherMethodDetails } from './other-methods.js';
import { cardByNumber, cardByToken, type TestCard } from './test-cards.js';

/** `payment_methods.create`, and `payment_method_data` of intents, which has the same fields. */
export interface PaymentMethodData {
  type?: string;
  card?: { number?: string; exp_month?: number; exp_year?: number; cvc?: string; token?: string };
  billing_details?: Partial<Record<'email' | 'name' | 'phone' | 'tax_id', string>> & {
    address?: Stripe.AddressParam | '';
  };
  allow_redisplay?: string;
  metadata?: Record<string, string> | '' | null;
  [type: string]: unknown;
}

type CardInput = Pick<NonNullable<PaymentMethodData['card']>, 'exp_month' | 'exp_year' | 'cvc'>;

/** The expiry of the test methods that stand for a whole card, such as `pm_card_visa`. */
const TOKEN_EXPIRY_MONTH = 12;
const TOKEN_EXPIRY_YEARS_AHEAD = 4;

/** Makes the payment method that a test token such as `pm_card_visa` stands for: each use makes a new one. */
export function methodFromToken(op: Operation, token: string): Stripe.PaymentMethod | null {
  const known = cardByToken(token);
  if (!known) {
    const other = otherMethodDetails(token);
    return other && store(op, '', { ...skeleton(op, {}), type: other.type, ...other.details });
  }
  const exp_year = new Date(op.now * 1000).getUTCFullYear() + TOKEN_EXPIRY_YEARS_AHEAD;
  return store(op, known.number, { ...skeleton(op, {}), type: 'card', card: tokenCard(known, exp_year) });
}

export function newPaymentMethod(op: Operation, data: PaymentMethodData): Stripe.PaymentMethod {
  const type = data.type ?? (data.card ? 'card' : undefined);
  if (type === undefined)
    throw invalidRequest('Missing required param: type.', { code: 'parameter_missing', param: 'type' });
  if (type !== 'card') {
    const other = otherMethodDetails(type, data[type]);
    if (other) return store(op, '', { ...skeleton(op, data), type: other.type, ...other.details });
    throw new StripeError(400, {
      type: 'invalid_request_error',
      code: 'payment_method_unactivated',
      message: `The payment method type "${type}" is not activated for this sandbox account.`,
      param: 'type',
    });
  }
  const card = data.card;
  if (!card)
    throw invalidRequest('Missing required param: card.', { code: 'parameter_missing', param: 'card' });
  if (card.token !== undefined) {
    const known = cardByToken(card.token) ?? cardOfToken(op, card.token);
    if (!known) throw missing('token', card.token, 'card[token]');
    return cardMethod(op, known, { exp_month: TOKEN_EXPIRY_MONTH, exp_year: 2034, cvc: '123' }, data);
  }
  return cardMethod(op, checkedCard(card, op.now), card, data);
}

/** The card of a token that was made here. */
function cardOfToken(op: Operation, token: string): TestCard | undefined {
  const id = op.get('tokens', token)?.card?.id;
  return id === undefined ? undefined : cardByNumber(op.must('instruments', id).number);
}

function cardMethod(
  op: Operation,
  known: TestCard,
  sent: CardInput,
  data: PaymentMethodData,
): Stripe.PaymentMethod {
  const card = cardDetails(known, sent, data.billing_details?.address);
  return store(op, known.number, { ...skeleton(op, data), type: 'card', card });
}

function cardDetails(
  known: TestCard,
  sent: CardInput,
  address?: Stripe.AddressParam | '',
): Stripe.PaymentMethod.Card {
  const year = sent.exp_year ?? 0;
  return {
    brand: known.brand,
    checks: {
      address_line1_check: address && address.line1 ? 'unchecked' : null,
      address_postal_code_check: address && address.postal_code ? 'unchecked' : null,
      cvc_check: sent.cvc === undefined ? null : 'unchecked',
    },
    country: known.country,
    display_brand: known.brand === 'amex' ? 'american_express' : known.brand,
    exp_month: sent.exp_month ?? TOKEN_EXPIRY_MONTH,
    exp_year: year < 100 ? 2000 + year : year,
    fingerprint: fingerprintOf(known.number),
    funding: known.funding,
    generated_from: null,
    last4: known.number.slice(-4),
    networks: { available: [known.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: known.brand !== 'amex' },
    wallet: null,
  };
}

/** By number and year. All uses of a token share what it stands for: objects never change in place. */
const tokenCards = new Map<string, Stripe.PaymentMethod.Card>();

function tokenCard(known: TestCard, exp_year: number): Stripe.PaymentMethod.Card {
  const key = `${known.number} ${exp_year}`;
  const card =
    tokenCards.get(key) ?? cardDetails(known, { exp_month: TOKEN_EXPIRY_MONTH, exp_year, cvc: '123' });
  tokenCards.set(key, card);
  return card;
}

const fingerprints = new Map<string, string>();

/** The same for every payment method with this card, as at Stripe. */
export function fingerprintOf(number: string): string {
  const known = fingerprints.get(number);
  if (known !== undefined) return known;
  const digest = createHash('sha256')
    .update(number)
    .digest('base64url')
    .replaceAll(/[-_]/g, '0')
    .slice(0, 16);
  fingerprints.set(number, digest);
  return digest;
}

const NO_BILLING_DETAILS = billingDetails({});

function billingDetails(
  billing: NonNullable<PaymentMethodData['billing_details']>,
): Stripe.PaymentMethod.BillingDetails {
  return {
    address: fullAddress(billing.address) ?? fullAddress({}),
    email: orNull(billing.email),
    name: orNull(billing.name),
    phone: orNull(billing.phone),
    tax_id: orNull(billing.tax_id),
  };
}

function skeleton(op: Operation, data: PaymentMethodData): Stripe.PaymentMethod {
  return {
    id: op.id('pm'),
    object: 'payment_method',
    allow_redisplay: data.allow_redisplay ?? 'unspecified',
    billing_details: data.billing_details ? billingDetails(data.billing_details) : NO_BILLING_DETAILS,
    created: op.now,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, data.metadata),
    type: 'card',
  };
}

function store(op: Operation, number: string, method: Stripe.PaymentMethod): Stripe.PaymentMethod {
  op.put('instruments', { id: method.id, number, used: false, authenticated: false });
  return op.put('payment_methods', method);
}

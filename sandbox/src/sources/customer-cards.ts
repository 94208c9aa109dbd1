import type Stripe from 'stripe';
import type { Operation } from '../core/operation.js';
import { StripeError, missing } from '../core/stripe-error.js';
import { liveCustomer } from '../customers/customer.js';
import { mergeMetadata } from '../http/metadata.js';
import { checkedCard } from '../payment-methods/card-number.js';
import { behaviourOf, cardFromToken, expiryOf } from './new-card.js';

/** Saves the card of a token to a customer. The first one, and one that is asked to, becomes the default. */
export function addCard(
  op: Operation,
  customer: Stripe.Customer,
  token: string,
  options: { metadata?: Record<string, string>; asDefault?: boolean } = {},
): Stripe.Card {
  const card = cardFromToken(op, token);
  const behaviour = behaviourOf(op, card);
  if (behaviour?.decline && !behaviour.attachable)
    throw new StripeError(402, { type: 'card_error', ...behaviour.decline });
  const saved = op.put('cards', {
    ...card,
    customer: customer.id,
    cvc_check: card.cvc_check === null ? null : 'pass',
    metadata: mergeMetadata({}, options.metadata),
  });
  op.emit('customer.source.created', saved);
  if (customer.default_source === null || options.asDefault === true) setDefault(op, customer, saved.id);
  return saved;
}

export function updateCard(
  op: Operation,
  before: Stripe.Card,
  params: Stripe.CustomerUpdateSourceParams,
): Stripe.Card {
  const { name, address_city, address_country, address_line1, address_line2, address_state, address_zip } =
    params;
  const texts = {
    name,
    address_city,
    address_country,
    address_line1,
    address_line2,
    address_state,
    address_zip,
  };
  const sent = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
  const expiry = expiryOf({
    exp_month: params.exp_month ?? String(before.exp_month),
    exp_year: params.exp_year ?? String(before.exp_year),
  });
  checkedCard({ number: op.must('instruments', before.id).number, ...expiry }, op.now);
  const after = op.put('cards', {
    ...before,
    ...sent,
    ...expiry,
    metadata: mergeMetadata(
      before.metadata ?? {},
      params.metadata as Record<string, string> | '' | undefined,
    ),
  });
  op.emit('customer.source.updated', after, before);
  return after;
}

/** Takes a card from its customer for good. */
export function removeCard(op: Operation, customer: Stripe.Customer, card: Stripe.Card): Stripe.DeletedCard {
  op.delete('cards', card.id);
  op.emit('customer.source.deleted', card);
  if (customer.default_source === card.id) setDefault(op, customer, newestCard(op, customer.id)?.id ?? null);
  return { id: card.id, object: 'card', deleted: true };
}

/** The customer's card with this id. */
export function cardOf(op: Operation, customer: string, id: string | undefined): Stripe.Card {
  const card = op.get('cards', id ?? '');
  if (card?.customer === customer) return card;
  throw missing('source', id ?? '');
}

/** The card that a charge of this customer takes when it names none. */
export function defaultCard(op: Operation, customer: string): Stripe.Card | null {
  const { default_source: id } = liveCustomer(op, customer, 'customer');
  return typeof id === 'string' ? cardOf(op, customer, id) : null;
}

function newestCard(op: Operation, customer: string): Stripe.Card | undefined {
  for (const card of op.newestFirst('cards')) if (card.customer === customer) return card;
  return undefined;
}

function setDefault(op: Operation, before: Stripe.Customer, default_source: string | null): void {
  op.emit('customer.updated', op.put('customers', { ...before, default_source }), before);
}

import type Stripe from 'stripe';
import { stateError } from '../core/stripe-error.js';
import { OTHER_METHODS } from '../payment-methods/other-methods.js';

/** The account's methods, by currency. */
const offered = new Map<string, string[]>();

/** The account's methods for a currency, less what the intent rules out. Redirect-based methods are not on. */
export function methodTypes(currency: string, allowed: string[] | null, excluded: string[] | null): string[] {
  const types = offered.get(currency) ?? ['card', ...othersFor(currency)];
  offered.set(currency, types);
  if (allowed === null && excluded === null) return types;
  return types.filter((type) => (allowed?.includes(type) ?? true) && !excluded?.includes(type));
}

function othersFor(currency: string): string[] {
  return Object.keys(OTHER_METHODS).filter((type) => OTHER_METHODS[type]?.currencies.includes(currency));
}

export function checkMethodType(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (intent.payment_method_types.includes(method.type)) return;
  throw stateError(
    `The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: ${intent.payment_method_types.join(', ')}.`,
    'payment_intent_incompatible_payment_method',
    { param: 'payment_method', payment_intent: intent },
  );
}

import type Stripe from 'stripe';
import { invalidRequest } from '../core/stripe-error.js';

/** docs.stripe.com/get-started/account/statement-descriptors */
const MAX_LENGTH = 22;
const FORBIDDEN = /[<>\\'"*]/;

export function checkDescriptor(
  value: string,
  param: 'statement_descriptor' | 'statement_descriptor_suffix',
): void {
  if (value.length > MAX_LENGTH)
    throw invalidRequest(`The statement descriptor must be at most ${MAX_LENGTH} characters.`, { param });
  if (FORBIDDEN.test(value))
    throw invalidRequest(
      'The statement descriptor cannot contain any of the following characters: < > \\ \' " *',
      { param },
    );
  if (param === 'statement_descriptor' && value !== '' && !/[a-z]/i.test(value))
    throw invalidRequest('The statement descriptor must contain at least one letter.', { param });
}

/** A card's statement begins with the account's own name: an intent may only set the suffix. */
export function checkDescriptorFits(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (method.type === 'card' && intent.statement_descriptor !== null)
    throw invalidRequest(
      'The `statement_descriptor` parameter is not supported for the `card` payment method type. Please use `statement_descriptor_suffix` instead.',
      { param: 'statement_descriptor' },
    );
}

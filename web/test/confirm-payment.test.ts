import { expect, test } from '@jest/globals';
import type { PaymentIntent, StripeError } from '@stripe/stripe-js';
import { judge } from '../src/stripe/confirm-payment.js';

function errorOf(type: StripeError['type'], status?: PaymentIntent.Status): StripeError {
  // Only the status is looked at.
  const intent = status && ({ status } as PaymentIntent);
  return { type, message: 'As Stripe says.', ...(intent && { payment_intent: intent }) };
}

test.each([
  ['a refused card', errorOf('card_error', 'requires_payment_method'), 'declined'],
  ['a failed 3-D Secure check', errorOf('invalid_request_error', 'requires_payment_method'), 'declined'],
  ['an attempt that was closed elsewhere', errorOf('invalid_request_error', 'canceled'), 'declined'],
  ['a payment that went through in another tab', errorOf('invalid_request_error', 'succeeded'), 'sent'],
  ['a payment that is under way already', errorOf('invalid_request_error', 'processing'), 'sent'],
  ['a form that is not filled in', errorOf('validation_error'), 'incomplete'],
  ['a lost answer', errorOf('api_connection_error'), 'unknown'],
  ['an error on Stripe’s side', errorOf('api_error'), 'unknown'],
  [
    'an error on Stripe’s side that left the intent open',
    errorOf('api_error', 'requires_payment_method'),
    'declined',
  ],
] as const)('%s is judged for what it means to the customer', (_name, error, outcome) => {
  expect(judge(error).outcome).toBe(outcome);
});

test('the bank’s words are passed on, and an API’s words to developers are not', () => {
  expect(judge(errorOf('card_error'))).toEqual({ outcome: 'declined', reason: 'As Stripe says.' });
  expect(judge(errorOf('invalid_request_error'))).toEqual({ outcome: 'declined', reason: null });
});

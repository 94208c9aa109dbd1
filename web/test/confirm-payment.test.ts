import { describe, expect, test } from '@jest/globals';
import type { PaymentIntent, Stripe, StripeElements, StripeError } from '@stripe/stripe-js';
import { confirmPayment, confirmSavedCard, confirmSetup, judge } from '../src/stripe/confirm-payment.js';

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
  const declined = { outcome: 'declined', reason: 'As Stripe says.' };
  expect(judge(errorOf('card_error'))).toEqual({ ...declined, code: null });
  expect(judge({ ...errorOf('card_error'), code: 'expired_card' })).toEqual({
    ...declined,
    code: 'expired_card',
  });
  expect(
    judge({ ...errorOf('card_error'), code: 'card_declined', decline_code: 'insufficient_funds' }),
  ).toEqual({ ...declined, code: 'insufficient_funds' });
  expect(judge(errorOf('invalid_request_error'))).toEqual({ outcome: 'declined', reason: null, code: null });
});

describe('what the browser sends to Stripe', () => {
  const returnUrl = 'https://shop.example/orders/1';
  const declined = errorOf('card_error', 'requires_payment_method');

  /** Stripe.js that keeps what it was told. */
  function stripeThat(answer: object) {
    const told: unknown[] = [];
    const tell = (options: unknown) => {
      told.push(options);
      return Promise.resolve(answer);
    };
    return { told, stripe: { confirmPayment: tell, confirmSetup: tell } as unknown as Stripe };
  }

  const elementsOf = (answer: object) =>
    ({ submit: () => Promise.resolve(answer) }) as unknown as StripeElements;

  test.each([
    [true, 'card', { setup_future_usage: 'off_session' }],
    [true, 'konbini', {}],
    [false, 'card', {}],
  ])(
    'a card is kept when the customer says so (%s), and nothing but a card (%s)',
    async (saves, type, kept) => {
      const { told, stripe } = stripeThat({});
      const elements = elementsOf({ selectedPaymentMethod: type });
      expect(await confirmPayment(stripe, elements, { returnUrl, saves })).toEqual({ outcome: 'sent' });
      const confirmParams = { return_url: returnUrl, ...kept };
      expect(told).toEqual([{ elements, confirmParams, redirect: 'if_required' }]);
    },
  );

  test('a form that is not filled in sends nothing', async () => {
    const { told, stripe } = stripeThat({});
    const elements = elementsOf({ error: errorOf('validation_error') });
    const outcome = await confirmPayment(stripe, elements, { returnUrl, saves: true });
    expect([outcome, told]).toEqual([{ outcome: 'incomplete' }, []]);
  });

  test('a saved card pays by its id', async () => {
    const { told, stripe } = stripeThat({ error: declined });
    const outcome = await confirmSavedCard(stripe, 'pi_1_secret_1', { cardId: 'pm_1', returnUrl });
    expect(outcome).toEqual({ outcome: 'declined', reason: 'As Stripe says.', code: null });
    const confirmParams = { return_url: returnUrl, payment_method: 'pm_1' };
    expect(told).toEqual([{ clientSecret: 'pi_1_secret_1', confirmParams, redirect: 'if_required' }]);
  });

  test('a card that was saved in another tab is saved', async () => {
    const error = { ...errorOf('invalid_request_error'), setup_intent: { status: 'succeeded' } };
    const { stripe } = stripeThat({ error });
    expect(await confirmSetup(stripe, elementsOf({}), returnUrl)).toEqual({ outcome: 'sent' });
  });
});

import { StripeError, invalidRequest } from '../core/stripe-error.js';
import { cardByNumber, type TestCard } from './test-cards.js';

interface CardParams {
  number?: string;
  exp_month?: number;
  exp_year?: number;
  cvc?: string;
  token?: string;
}

/** Checks what a browser sent, as Stripe does before it asks any bank. `now` in sandbox seconds. */
export function checkedCard(params: CardParams, now: number): TestCard {
  const number = (params.number ?? '').replace(/[\s-]/g, '');
  if (number === '')
    throw invalidRequest('Missing required param: card[number].', {
      code: 'parameter_missing',
      param: 'card[number]',
    });
  if (!/^\d{12,19}$/.test(number) || !passesLuhn(number))
    throw cardError('incorrect_number', 'Your card number is incorrect.', 'number');
  checkExpiry(params, now);
  if (params.cvc !== undefined && !/^\d{3,4}$/.test(params.cvc))
    throw cardError('invalid_cvc', "Your card's security code is invalid.", 'cvc');
  const known = cardByNumber(number);
  if (known) return known;
  throw new StripeError(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
    param: '',
  });
}

function checkExpiry({ exp_month: month, exp_year: year }: CardParams, now: number): void {
  if (month === undefined || month < 1 || month > 12)
    throw cardError('invalid_expiry_month', "Your card's expiration month is invalid.", 'exp_month');
  const today = new Date(now * 1000);
  const fullYear = year === undefined ? 0 : year < 100 ? 2000 + year : year;
  const past =
    fullYear < today.getUTCFullYear() ||
    (fullYear === today.getUTCFullYear() && month < today.getUTCMonth() + 1);
  if (past || fullYear > today.getUTCFullYear() + 50)
    throw cardError('invalid_expiry_year', "Your card's expiration year is invalid.", 'exp_year');
}

/** ISO/IEC 7812-1, annex B. */
function passesLuhn(number: string): boolean {
  let sum = 0;
  [...number].reverse().forEach((digit, index) => {
    const doubled = index % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  });
  return sum % 10 === 0;
}

function cardError(code: string, message: string, param: string): StripeError {
  return new StripeError(402, { type: 'card_error', code, message, param });
}

import { invalidRequest } from '../core/stripe-error.js';

/** RFC 5321 allows 254; Stripe takes a little more. */
const MAX_LENGTH = 512;

export function checkEmail(email: string, param: string): void {
  if (/^[^@\s]+@[^@\s]+$/.test(email) && email.length <= MAX_LENGTH) return;
  throw invalidRequest(`Invalid email address: ${email.slice(0, 100)}`, { code: 'email_invalid', param });
}

import { StripeError } from '../core/stripe-error.js';

export type KeyKind = 'secret' | 'publishable';

/** Which kind of key a request carries (Bearer, or Basic with the key as user). Throws Stripe's 401 otherwise. */
export function authenticate(authorization: string | undefined): KeyKind {
  const key = keyOf(authorization);
  if (key === null)
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    );
  if (/^(sk|rk)_test_\w+$/.test(key)) return 'secret';
  if (/^pk_test_\w+$/.test(key)) return 'publishable';
  if (/^(sk|rk|pk)_live_/.test(key))
    throw unauthorized(
      `Invalid API Key provided: ${masked(key)}. This is a sandbox: use any key that begins with sk_test_.`,
    );
  throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
}

function keyOf(authorization: string | undefined): string | null {
  const [scheme = '', value = ''] = (authorization ?? '').trim().split(/\s+/, 2);
  if (value === '') return null;
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return null;
  const [user = ''] = Buffer.from(value, 'base64').toString('utf8').split(':', 1);
  return user === '' ? null : user;
}

function masked(key: string): string {
  return key.length <= 12
    ? '*'.repeat(key.length)
    : `${key.slice(0, 8)}${'*'.repeat(key.length - 12)}${key.slice(-4)}`;
}

function unauthorized(message: string): StripeError {
  return new StripeError(401, { type: 'invalid_request_error', message });
}

export function secretKeyRequired(): StripeError {
  return new StripeError(403, {
    type: 'invalid_request_error',
    code: 'secret_key_required',
    message:
      'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
  });
}

/**
 * Stripe keeps the answer to an idempotency key for at least 24 hours. An hour less, so that a call on its way when
 * the key lapses cannot create a second object.
 */
export const KEY_TRUSTED_MS = 23 * 60 * 60 * 1_000;

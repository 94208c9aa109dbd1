// As many random bits as a UUID has. `crypto.randomUUID` is missing where a page comes over plain HTTP from another machine.
const KEY_BYTES = 16;

/**
 * A fresh `Idempotency-Key`. Keep it until the answer has come, and send it again with the same body: whatever happened to the
 * first try, the thing is done once.
 */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

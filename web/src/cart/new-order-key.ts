// As many random bits as a UUID has. `crypto.randomUUID` is missing where the page comes over plain HTTP from another machine.
const KEY_BYTES = 16;

/** A fresh `Idempotency-Key` for an order. */
export function newOrderKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return `order-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

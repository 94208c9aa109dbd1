import { ApiError, type OrderDetails, type PlaceOrderRequest } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import type { CartGroup } from './cart.js';
import { cartStore } from './cart-store.js';

// The first of two equal requests answers well within this; beyond it, the customer is told.
const IN_PROGRESS_RETRIES = 5;
const IN_PROGRESS_DELAY_MS = 400;

/**
 * Makes one order of these lines, however often it is called for them.
 *
 * @throws ApiError
 */
export async function placeOrder(group: CartGroup): Promise<OrderDetails> {
  const items = group.lines.map((line) => ({ price_id: line.priceId, quantity: line.quantity }));
  try {
    return await placeUnderKey({ items }, group.orderKey);
  } catch (cause) {
    // A refused order was not made, and its refusal would be replayed under the same key.
    if (cause instanceof ApiError && cause.isRefusal && !isInProgress(cause))
      cartStore.renewOrderKey(group.currency);
    throw cause;
  }
}

async function placeUnderKey(body: PlaceOrderRequest, idempotencyKey: string): Promise<OrderDetails> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await kaikei.post('/api/orders', { body, idempotencyKey });
    } catch (cause) {
      if (attempt === IN_PROGRESS_RETRIES || !isInProgress(cause)) throw cause;
      await new Promise((resolve) => setTimeout(resolve, IN_PROGRESS_DELAY_MS));
    }
  }
}

function isInProgress(cause: unknown): boolean {
  return cause instanceof ApiError && cause.code === 'idempotency_in_progress';
}

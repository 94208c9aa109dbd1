import { createKaikei } from 'kaikei-sdk';
import type { CheckoutRequest, Credentials, OrderRequest, Registration } from './types.js';

export const kaikei = createKaikei();

/** Every call that the pages make. Each may throw `ApiError`. */
export const api = {
  config: () => kaikei.get('/api/config'),

  register: (body: Registration) => kaikei.post('/api/auth/register', { body }),
  login: (body: Credentials) => kaikei.post('/api/auth/login', { body }),
  logout: () => kaikei.post('/api/auth/logout'),
  session: () => kaikei.get('/api/auth/session'),

  listProducts: (cursor: string | null, signal: AbortSignal) =>
    kaikei.get('/api/products', { query: page(cursor), signal }),

  placeOrder: (body: OrderRequest, idempotencyKey: string) =>
    kaikei.post('/api/orders', { body, idempotencyKey }),
  listOrders: (cursor: string | null, signal: AbortSignal) =>
    kaikei.get('/api/orders', { query: page(cursor), signal }),
  showOrder: (id: string, signal: AbortSignal) => kaikei.get('/api/orders/{id}', { path: { id }, signal }),
  /** Stripe is asked how far its payment has come. */
  refreshOrder: (id: string, signal: AbortSignal) =>
    kaikei.post('/api/orders/{id}/refresh', { path: { id }, signal }),
  cancelOrder: (id: string) => kaikei.post('/api/orders/{id}/cancel', { path: { id } }),

  openPaymentIntent: (orderId: string, signal: AbortSignal) =>
    kaikei.post('/api/payments/intent', { body: { order_id: orderId }, signal }),
  listCards: (cursor: string | null, signal: AbortSignal) =>
    kaikei.get('/api/payment-methods', { query: page(cursor), signal }),
  openSetupIntent: (signal: AbortSignal) => kaikei.post('/api/payment-methods/setup-intent', { signal }),
  makeDefaultCard: (id: string) => kaikei.post('/api/payment-methods/{id}/default', { path: { id } }),
  removeCard: (id: string) => kaikei.delete('/api/payment-methods/{id}', { path: { id } }),
  openCheckout: (body: CheckoutRequest) => kaikei.post('/api/checkout', { body }),
};

// One screen or two of a list: what follows is asked for.
const PAGE_SIZE = 20;

function page(cursor: string | null): { limit: number; cursor?: string } {
  return { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
}

import { request } from './request.js';
import type {
  Checkout,
  CheckoutRequest,
  Config,
  Credentials,
  Order,
  OrderRequest,
  Page,
  PaymentIntent,
  Product,
  Registration,
  SavedCard,
  SetupIntent,
  SignedIn,
} from './types.js';

const makesSession = { refreshOn401: false };

/** Every call that the pages make. Each may throw `ApiError`. */
export const api = {
  config: () => request<Config>('GET', '/api/config'),

  register: (registration: Registration) =>
    request<SignedIn>('POST', '/api/auth/register', { body: registration, ...makesSession }),
  login: (credentials: Credentials) =>
    request<SignedIn>('POST', '/api/auth/login', { body: credentials, ...makesSession }),
  logout: () => request<undefined>('POST', '/api/auth/logout', makesSession),
  session: () => request<SignedIn>('GET', '/api/auth/session'),

  listProducts: (cursor: string | null, signal: AbortSignal) =>
    request<Page<Product>>('GET', page('/api/products', cursor), { signal }),

  placeOrder: (order: OrderRequest, idempotencyKey: string) =>
    request<Order>('POST', '/api/orders', { body: order, idempotencyKey }),
  listOrders: (cursor: string | null, signal: AbortSignal) =>
    request<Page<Order>>('GET', page('/api/orders', cursor), { signal }),
  showOrder: (id: string, signal: AbortSignal) => request<Order>('GET', orderPath(id), { signal }),
  /** Stripe is asked how far its payment has come. */
  refreshOrder: (id: string, signal: AbortSignal) =>
    request<Order>('POST', `${orderPath(id)}/refresh`, { signal }),
  cancelOrder: (id: string) => request<Order>('POST', `${orderPath(id)}/cancel`),

  openPaymentIntent: (orderId: string, signal: AbortSignal) =>
    request<PaymentIntent>('POST', '/api/payments/intent', { body: { order_id: orderId }, signal }),
  listCards: (cursor: string | null, signal: AbortSignal) =>
    request<Page<SavedCard>>('GET', page('/api/payment-methods', cursor), { signal }),
  openSetupIntent: (signal: AbortSignal) =>
    request<SetupIntent>('POST', '/api/payment-methods/setup-intent', { signal }),
  makeDefaultCard: (id: string) => request<SavedCard>('POST', `${cardPath(id)}/default`),
  removeCard: (id: string) => request<undefined>('DELETE', cardPath(id)),
  openCheckout: (checkout: CheckoutRequest) => request<Checkout>('POST', '/api/checkout', { body: checkout }),
};

// One screen or two of a list: what follows is asked for.
const PAGE_SIZE = 20;

function page(path: string, cursor: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...(cursor && { cursor }) });
  return `${path}?${query}`;
}

function orderPath(id: string): string {
  return `/api/orders/${encodeURIComponent(id)}`;
}

function cardPath(id: string): string {
  return `/api/payment-methods/${encodeURIComponent(id)}`;
}

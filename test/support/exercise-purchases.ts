import Stripe from 'stripe';
import type { DocumentedApi } from './documented-api.js';
import { eventually } from './eventually.js';
import type { Stack } from './stack.js';

const HELD_WITHIN_MS = 10_000;

/** What comes of a purchase, and money that is held before it is taken. */
export async function exercisePurchases(
  api: DocumentedApi,
  stack: Stack,
  { customer, operator, paidId }: { customer: string; operator: string; paidId: string },
): Promise<void> {
  await api.call('GET /api/users/me/purchases', { token: customer });
  await api.call('GET /api/orders/{id}/receipt', { token: customer, params: { id: paidId } });
  await api.call('GET /api/admin/orders/{id}/receipt', { token: operator, params: { id: paidId } });
  const params = { id: await hold(api, stack, customer, operator) };
  await api.call('POST /api/admin/orders/{id}/capture', { token: operator, params, body: { amount: 0 } });
  await api.call('POST /api/admin/orders/{id}/capture', { token: operator, params, body: {} });
}

async function hold(api: DocumentedApi, stack: Stack, token: string, operator: string): Promise<string> {
  const product = (await api.call('POST /api/admin/products', { token: operator, body: { name: 'Chair' } }))
    .body;
  const price = {
    product_id: product.id,
    currency: 'jpy',
    unit_amount: 9_000,
    type: 'one_time',
    capture_method: 'manual',
  };
  const { id: priceId } = (await api.call('POST /api/admin/prices', { token: operator, body: price })).body;
  const items = [{ price_id: priceId, quantity: 1 }];
  const { id } = (await api.call('POST /api/orders', { token, body: { items } })).body;
  const intent = (await api.call('POST /api/payments/intent', { token, body: { order_id: id } })).body;
  const { hostname: host, port } = new URL(stack.sandboxUrl);
  const stripe = new Stripe('sk_test_sandbox', { host, port, protocol: 'http', telemetry: false });
  await stripe.paymentIntents.confirm(String(intent.payment_intent_id), { payment_method: 'pm_card_visa' });
  await eventually(
    () => api.call('GET /api/orders/{id}', { token, params: { id } }),
    ({ body }) => body.status === 'authorized',
    HELD_WITHIN_MS,
  );
  return String(id);
}

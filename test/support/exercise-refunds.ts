import type { DocumentedApi } from './documented-api.js';
import { eventually } from './eventually.js';
import type { Stack } from './stack.js';

const DISPUTED_WITHIN_MS = 10_000;

/** What operators do with money that was taken: give some back, and answer the customer's bank. */
export async function exerciseRefunds(
  api: DocumentedApi,
  stack: Stack,
  token: string,
  orderId: string,
): Promise<void> {
  const params = { id: orderId };
  await api.call('POST /api/admin/orders/{id}/refunds', { token, params, body: { amount: 0 } });
  await api.call('POST /api/admin/orders/{id}/refunds', { token, params, body: { amount: 100 } });
  const order = (await api.call('GET /api/admin/orders/{id}', { token, params })).body;
  await trigger(stack, { kind: 'dispute', object: order.payments[0].charge_id });
  const disputes = await eventually(
    () => api.call('GET /api/admin/disputes', { token }),
    ({ body }) => body.data.length === 1,
    DISPUTED_WITHIN_MS,
  );
  const dispute = { token, params: { id: disputes.body.data[0].id } };
  await api.call('GET /api/admin/disputes/{id}', dispute);
  const evidence = { customer_name: 'Hanako', submit: false };
  await api.call('POST /api/admin/disputes/{id}/evidence', { ...dispute, body: evidence });
  await api.call('POST /api/admin/disputes/{id}/close', dispute);
}

async function trigger({ sandboxUrl }: Stack, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${sandboxUrl}/_sandbox/trigger`, request);
  if (!answer.ok) throw new Error(`The sandbox refused: ${await answer.text()}`);
}

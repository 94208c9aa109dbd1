import type { DocumentedApi } from './documented-api.js';

/** An operator looks around, each answer held against the document. */
export async function exerciseOperators(
  api: DocumentedApi,
  { token, orderId }: { token: string; orderId: string },
): Promise<void> {
  await api.call('GET /api/admin/orders/{id}/timeline', { token, params: { id: orderId } });
  const customers = await api.call('GET /api/admin/users', { token, query: { role: 'customer' } });
  const [user] = customers.body.data as [{ id: string }];
  await api.call('GET /api/admin/users/{id}', { token, params: user });
  await api.call('PATCH /api/admin/users/{id}', { token, params: user, body: { role: 'customer' } });
  await api.call('GET /api/admin/users/{id}/payment-methods', { token, params: user });
  const today = new Date().toISOString().slice(0, 10);
  const query = { from: today, to: today };
  await api.call('GET /api/admin/statistics/revenue', { token, query });
  await api.call('GET /api/admin/statistics/events', { token, query });
  await api.call('GET /api/admin/statistics/attention', { token });
}

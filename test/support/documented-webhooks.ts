import type { DocumentedApi } from './documented-api.js';

const ENDPOINTS = '/api/admin/webhook-endpoints';
const DELIVERIES = '/api/admin/webhook-deliveries';

/** An operator's work with outgoing webhooks, each answer held against the document. Nobody listens: nothing is delivered. */
export async function manageWebhooks(api: DocumentedApi, token: string): Promise<void> {
  await api.call(`POST ${ENDPOINTS}`, { token, body: { url: 'http://127.0.0.1/' } });
  const { body } = await api.call(`POST ${ENDPOINTS}`, {
    token,
    body: { url: 'https://shop.invalid/hooks' },
  });
  const params = { id: String(body.id) };
  await api.call(`GET ${ENDPOINTS}`, { token });
  await api.call(`GET ${ENDPOINTS}/{id}`, { token, params });
  await api.call(`POST ${ENDPOINTS}/{id}/roll-secret`, { token, params });
  const ping = (await api.call(`POST ${ENDPOINTS}/{id}/test`, { token, params })).body;
  await api.call(`GET ${ENDPOINTS}/{id}/deliveries`, { token, params });
  const delivery = { id: String(ping.id) };
  await api.call(`GET ${DELIVERIES}/{id}`, { token, params: delivery });
  await api.call(`POST ${DELIVERIES}/{id}/resend`, { token, params: delivery });
  await api.call(`PATCH ${ENDPOINTS}/{id}`, { token, params, body: { enabled: false } });
  await api.call(`DELETE ${ENDPOINTS}/{id}`, { token, params });
}

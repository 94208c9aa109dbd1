import type { DocumentedApi } from './documented-api.js';

const KEYS = '/api/admin/api-keys';

/** A key's life, and one thing that a server does with it, each answer held against the document. @param token of an operator */
export async function exerciseApiKeys(api: DocumentedApi, token: string): Promise<void> {
  const body = { name: 'The shop’s server', scopes: ['orders:read'] };
  const { id, key, created_by: operatorId } = (await api.call(`POST ${KEYS}`, { token, body })).body;
  await api.call(`GET ${KEYS}`, { token });
  // Nobody acts for operators: what is answered is a problem, as documented.
  await api.call('GET /api/orders', {
    token: String(key),
    headers: { 'kaikei-user': String(operatorId) },
  });
  await api.call(`DELETE ${KEYS}/{id}`, { token, params: { id: String(id) } });
}

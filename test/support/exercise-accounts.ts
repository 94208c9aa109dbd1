import type { DocumentedApi } from './documented-api.js';

const [FIRST, SECOND] = ['horse tent gravel', 'gravel tent horse'];

/** What people do with their own account. */
export async function exerciseAccounts(api: DocumentedApi): Promise<void> {
  const account = {
    email: 'taro@example.com',
    password: FIRST,
    name: 'Taro',
    terms_accepted: true,
    privacy_accepted: true,
  };
  const registered = (await api.call('POST /api/auth/register', { body: account })).body;
  const change = { current_password: FIRST, new_password: SECOND };
  await api.call('POST /api/auth/password/change', { token: registered.access_token, body: change });
}

import type { DocumentedApi } from './documented-api.js';
import { eventually } from './eventually.js';
import type { SmtpSink } from './smtp-sink.js';

const [FIRST, SECOND, THIRD] = ['horse tent gravel', 'gravel tent horse', 'tent gravel horse'];
const NEW_EMAIL = 'taro@elsewhere.example';
const MAILED_WITHIN_MS = 10_000;

/** What people do with their own account. */
export async function exerciseAccounts(api: DocumentedApi, sink: SmtpSink): Promise<void> {
  const email = 'taro@example.com';
  const account = { email, password: FIRST, name: 'Taro', terms_accepted: true, privacy_accepted: true };
  const registered = (await api.call('POST /api/auth/register', { body: account })).body;
  const own = { token: String(registered.access_token) };
  await api.call('POST /api/auth/login', { body: { email, password: FIRST } });
  await api.call('GET /api/users/me/sign-ins', own);
  const sessions = (await api.call('GET /api/users/me/sessions', own)).body.data;
  await api.call('DELETE /api/users/me/sessions/{id}', { ...own, params: { id: sessions[0].id } });
  await api.call('DELETE /api/users/me/sessions/{id}', { ...own, params: { id: sessions[0].id } });
  await api.call('DELETE /api/users/me/sessions', own);
  const change = { current_password: FIRST, new_password: SECOND };
  const verification = await mailedToken(sink, 'verify-email');
  await api.call('POST /api/auth/email/verify', { body: { token: 'guessed' } });
  await api.call('POST /api/auth/email/verify', { body: { token: verification } });
  await api.call('POST /api/auth/email/verification', own);
  await exerciseEmailChange(api, sink, own);
  await api.call('POST /api/auth/password/change', { ...own, body: change });
  await api.call('POST /api/auth/password/forgot', { body: { email: NEW_EMAIL } });
  const token = await mailedToken(sink, 'reset-password');
  await api.call('POST /api/auth/password/reset', { body: { token: 'guessed', new_password: THIRD } });
  await api.call('POST /api/auth/password/reset', { body: { token, new_password: THIRD } });
  const again = (await api.call('POST /api/auth/login', { body: { email: NEW_EMAIL, password: THIRD } }))
    .body;
  const renewed = { token: String(again.access_token) };
  await api.call('DELETE /api/users/me', { ...renewed, body: { password: FIRST } });
  await api.call('DELETE /api/users/me', { ...renewed, body: { password: THIRD } });
}

async function exerciseEmailChange(
  api: DocumentedApi,
  sink: SmtpSink,
  own: { token: string },
): Promise<void> {
  const change = { new_email: NEW_EMAIL, current_password: FIRST };
  await api.call('GET /api/auth/email/change', own);
  await api.call('POST /api/auth/email/change', { ...own, body: { ...change, current_password: SECOND } });
  await api.call('POST /api/auth/email/change', { ...own, body: change });
  await api.call('DELETE /api/auth/email/change', own);
  await mailedToken(sink, 'confirm-email');
  sink.received.length = 0;
  await api.call('POST /api/auth/email/change', { ...own, body: change });
  await api.call('GET /api/auth/email/change', own);
  const token = await mailedToken(sink, 'confirm-email');
  await api.call('POST /api/auth/email/change/confirm', { ...own, body: { token: 'guessed' } });
  await api.call('POST /api/auth/email/change/confirm', { ...own, body: { token } });
}

async function mailedToken(sink: SmtpSink, page: string): Promise<string> {
  const link = new RegExp(`/${page}#token=(\\S+)`);
  const find = async (): Promise<string | undefined> =>
    sink.received.map(({ text }) => link.exec(text)?.[1]).findLast((token) => token !== undefined);
  return (await eventually(find, (token) => token !== undefined, MAILED_WITHIN_MS)) ?? '';
}

import { kaikei } from '../api/kaikei.js';
import { MailedLink } from './mailed-link.js';
import { sessionStore } from './session-store.js';

export const emailVerification = new MailedLink(async (token) => {
  await kaikei.post('/api/auth/email/verify', { body: { token } });
  void sessionStore.refresh();
});

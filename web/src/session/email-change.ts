import { ApiError } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { MailedLink } from './mailed-link.js';
import { sessionStore } from './session-store.js';

export const emailChange = new MailedLink(async (token) => {
  const before = ownAddress();
  try {
    sessionStore.update(await kaikei.post('/api/auth/email/change/confirm', { body: { token } }));
  } catch (cause) {
    if (!isUsedUp(cause)) throw cause;
    // Perhaps by a try whose answer was lost: then the account has another address by now.
    await sessionStore.refresh();
    if (ownAddress() === before) throw cause;
  }
});

function ownAddress(): string | null {
  const session = sessionStore.get();
  return session.state === 'signed-in' ? session.user.email : null;
}

function isUsedUp(cause: unknown): boolean {
  return cause instanceof ApiError && cause.code === 'token_invalid';
}

import type { ApiError } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';
import { kaikei } from '../api/kaikei.js';
import { mailedToken } from '../router/mailed-token.js';
import { Store } from '../store/store.js';
import { sessionStore } from './session-store.js';

type Change =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'done' }
  | { state: 'failed'; error: ApiError; token: string };

/** Links work once: what became of one is kept here, and not asked for again when the page is drawn anew. */
class EmailChange extends Store<Change> {
  constructor() {
    super({ state: 'none' });
  }

  async confirm(token: string): Promise<void> {
    mailedToken.set(null);
    this.set({ state: 'asking' });
    try {
      sessionStore.update(await kaikei.post('/api/auth/email/change/confirm', { body: { token } }));
      this.set({ state: 'done' });
    } catch (cause) {
      this.set({ state: 'failed', error: asApiError(cause), token });
    }
  }
}

export const emailChange = new EmailChange();

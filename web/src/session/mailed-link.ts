import type { ApiError } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';
import { mailedToken } from '../router/mailed-token.js';
import { Store } from '../store/store.js';
import { sessionStore } from './session-store.js';

type Outcome =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'done' }
  | { state: 'failed'; error: ApiError; token: string };

const none: Outcome = { state: 'none' };

/** Links work once: what became of one is kept here, and not asked for again when the page is drawn anew. */
export class MailedLink extends Store<Outcome> {
  readonly #use: (token: string) => Promise<void>;

  /** @param use asks the server; throws where it fails */
  constructor(use: (token: string) => Promise<void>) {
    super(none);
    this.#use = use;
    sessionStore.onLeave(() => this.set(none));
  }

  async open(token: string): Promise<void> {
    mailedToken.set(null);
    const asking: Outcome = { state: 'asking' };
    this.set(asking);
    const outcome = await this.#outcomeOf(token);
    // Else whoever opened it has left, or opened a newer one.
    if (this.get() === asking) this.set(outcome);
  }

  async #outcomeOf(token: string): Promise<Outcome> {
    try {
      await this.#use(token);
      return { state: 'done' };
    } catch (cause) {
      return { state: 'failed', error: asApiError(cause), token };
    }
  }
}

import { ApiError, csrfToken, type LogInRequest, type RegisterRequest, type User } from 'kaikei-sdk';
import { kaikei } from '../api/kaikei.js';
import { queryClient } from '../query/query-client.js';
import { Store } from '../store/store.js';

type Session =
  | { state: 'unknown' }
  | { state: 'anonymous'; expired: boolean }
  | { state: 'unreachable' }
  | { state: 'signed-in'; user: User };

const anonymous: Session = { state: 'anonymous', expired: false };

/** Null where nobody is known to be here. */
function userOf(session: Session): string | null {
  return session.state === 'signed-in' ? session.user.id : null;
}

class SessionStore extends Store<Session> {
  /** The cookie that stood when the state was last set: each session has its own. */
  #cookie = csrfToken();
  readonly #leaving = new Set<() => void>();

  constructor() {
    // Signing in sets this cookie: without it there is nobody to ask about.
    super(csrfToken() === null ? anonymous : { state: 'unknown' });
    document.addEventListener('visibilitychange', () => this.#followOtherTabs());
    kaikei.onSessionEnd(() => this.set({ state: 'anonymous', expired: this.get().state === 'signed-in' }));
    if (this.get().state === 'unknown') void this.load();
  }

  override set(session: Session): void {
    this.#cookie = csrfToken();
    // What was loaded for somebody is not there for the next one.
    const before = userOf(this.get());
    const hasLeft = before !== null && before !== userOf(session);
    if (hasLeft) queryClient.clear();
    super.set(session);
    if (hasLeft) this.#leaving.forEach((forget) => forget());
  }

  /** Whoever was here is not here any more: what pages keep of them is to be forgotten. */
  onLeave(forget: () => void): void {
    this.#leaving.add(forget);
  }

  async load(): Promise<void> {
    this.set({ state: 'unknown' });
    await this.refresh();
  }

  /** Asks once more who is here. Pages stay as they are meanwhile, and where the server cannot be asked. */
  async refresh(): Promise<void> {
    if (csrfToken() === null) return;
    try {
      this.update((await kaikei.get('/api/auth/session')).user);
    } catch (cause) {
      const nobody = cause instanceof ApiError && (cause.status === 401 || cause.status === 403);
      if (nobody) this.set(anonymous);
      else if (this.get().state === 'unknown') this.set({ state: 'unreachable' });
    }
  }

  /** Takes over what the server has just said of whoever is here. */
  update(user: User): void {
    this.set({ state: 'signed-in', user });
  }

  /** Nobody is here any more, and the server knows. */
  forget(): void {
    this.set(anonymous);
  }

  /** @throws ApiError */
  async register(body: RegisterRequest): Promise<void> {
    this.update((await kaikei.post('/api/auth/register', { body })).user);
  }

  /** @throws ApiError */
  async signIn(body: LogInRequest): Promise<void> {
    this.update((await kaikei.post('/api/auth/login', { body })).user);
  }

  /** @throws ApiError when the server could not be told, so that the session goes on */
  async signOut(): Promise<void> {
    try {
      await kaikei.post('/api/auth/logout');
    } catch (cause) {
      if (!(cause instanceof ApiError && cause.status === 401)) throw cause;
    }
    this.forget();
  }

  /** Somebody's own data have changed. */
  setUser(user: User): void {
    this.set({ state: 'signed-in', user });
  }

  /** Someone may have signed in or out in another tab while this one was out of sight. */
  #followOtherTabs(): void {
    if (document.visibilityState !== 'visible' || csrfToken() === this.#cookie) return;
    if (csrfToken() === null) this.set(anonymous);
    else void this.load();
  }
}

export const sessionStore = new SessionStore();

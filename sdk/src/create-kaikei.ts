import { ApiError } from './api-error.js';
import type { Answer, CallArguments, Method, Operation, PathsOf } from './calls.js';
import { cookies } from './cookies.js';
import type { Identity } from './identity.js';
import { readAnswer } from './read-answer.js';
import { type RawOptions, toRequest } from './to-request.js';

// Longer than the server's own deadline towards Stripe (30 s), so that its honest 503 arrives instead of our guess.
const TIMEOUT_MS = 35_000;

/** The one 401 that says nothing about a session: the address or the password is wrong. */
const SIGN_IN_REFUSED = 'invalid_credentials';

export interface KaikeiOptions {
  /** Where the API is, without a slash at the end. Left out: where the page comes from. */
  baseUrl?: string;
  /** The browser's cookies if it is left out; `bearer(...)` for programs. */
  identity?: Identity;
  /** For each try of a call, which then rejects with `no_answer`. 35 s if it is left out. */
  timeoutMs?: number;
}

type Call<M extends Method> = <Path extends PathsOf<M>>(
  path: Path,
  ...options: CallArguments<Operation<M, Path>>
) => Promise<Answer<Operation<M, Path>>>;

/**
 * The API's calls, by method and path as its OpenAPI document has them. Each resolves with the answer's body, and rejects
 * with `ApiError`, or with the signal's reason when the caller gave up.
 */
export interface Kaikei {
  readonly get: Call<'get'>;
  readonly post: Call<'post'>;
  readonly put: Call<'put'>;
  readonly patch: Call<'patch'>;
  readonly delete: Call<'delete'>;
  /**
   * Calls `listener` whenever the API says that nobody is signed in (any more), and no session can be renewed.
   *
   * @returns how to stop that
   */
  onSessionEnd(listener: () => void): () => void;
}

export function createKaikei({
  baseUrl = '',
  identity = cookies({ baseUrl }),
  timeoutMs = TIMEOUT_MS,
}: KaikeiOptions = {}): Kaikei {
  const sessionEndListeners = new Set<() => void>();

  async function send(method: Method, path: string, options: RawOptions): Promise<unknown> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? timeoutMs);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    const { url, init } = toRequest(method, path, options);
    const headers = { ...init.headers, ...identity.headers(method) };
    const request = { ...init, headers, credentials: 'include', signal } as const;
    const body = await answerOr(options.signal, async () => readAnswer(await fetch(baseUrl + url, request)));
    identity.learn?.(body);
    return body;
  }

  async function sendTwiceAtMost(method: Method, path: string, options: RawOptions): Promise<unknown> {
    const sentAt = Date.now();
    try {
      return await send(method, path, options);
    } catch (error) {
      if (!isUnauthenticated(error)) throw error;
      if (!(await answerOr(options.signal, () => identity.renew(sentAt)))) throw error;
    }
    return await send(method, path, options);
  }

  // Typed by operation outside, one function for all of them inside.
  const call = (method: Method) =>
    (async (path: string, options: RawOptions = {}) => {
      try {
        return await sendTwiceAtMost(method, path, options);
      } catch (error) {
        if (isUnauthenticated(error)) sessionEndListeners.forEach((listener) => listener());
        throw error;
      }
    }) as unknown;

  return {
    get: call('get') as Call<'get'>,
    post: call('post') as Call<'post'>,
    put: call('put') as Call<'put'>,
    patch: call('patch') as Call<'patch'>,
    delete: call('delete') as Call<'delete'>,
    onSessionEnd: (listener) => {
      sessionEndListeners.add(listener);
      return () => sessionEndListeners.delete(listener);
    },
  };
}

/** @throws ApiError, `no_answer` for whatever else goes wrong on the way; or the signal's reason when the caller gave up */
async function answerOr<T>(signal: AbortSignal | undefined, ask: () => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    signal?.throwIfAborted();
    throw ApiError.noAnswer();
  }
}

function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401 && error.code !== SIGN_IN_REFUSED;
}

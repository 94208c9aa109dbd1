import { ApiError } from './api-error.js';
import { csrfHeader } from './csrf.js';
import { refreshSession } from './refresh-session.js';

// Longer than the server's own deadline towards Stripe (30 s), so that its honest 503 arrives instead of our guess.
const TIMEOUT_MS = 35_000;

export interface RequestOptions {
  body?: object;
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** False on the routes that make sessions, where 401 means "wrong password". */
  refreshOn401?: boolean;
}

const sessionEndListeners = new Set<() => void>();

/** Calls `listener` whenever the API says that the session is over and cannot be renewed. */
export function onSessionEnd(listener: () => void): void {
  sessionEndListeners.add(listener);
}

/** @throws ApiError; or the signal's reason when the caller gave up */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const sentAt = Date.now();
  let answer = await send(method, path, options);
  if (answer.status === 401 && options.refreshOn401 !== false) {
    const renewed = await refreshSession(sentAt).catch(() => Promise.reject(ApiError.noAnswer()));
    if (renewed) answer = await send(method, path, options);
    if (answer.status === 401) sessionEndListeners.forEach((listener) => listener());
  }
  return read<T>(answer);
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, csrfHeader());
  if (options.body) headers['Content-Type'] = 'application/json';
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  const signals = [AbortSignal.timeout(TIMEOUT_MS), ...(options.signal ? [options.signal] : [])];
  try {
    return await fetch(path, {
      method,
      headers,
      signal: AbortSignal.any(signals),
      ...(options.body && { body: JSON.stringify(options.body) }),
    });
  } catch {
    options.signal?.throwIfAborted();
    throw ApiError.noAnswer();
  }
}

async function read<T>(answer: Response): Promise<T> {
  const isJson = /\bjson\b/.test(answer.headers.get('Content-Type') ?? '');
  const body: unknown = isJson
    ? await answer.json().catch(() => Promise.reject(ApiError.noAnswer()))
    : undefined;
  if (!answer.ok) throw ApiError.fromProblem(answer.status, body);
  return body as T;
}

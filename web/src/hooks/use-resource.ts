import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { ApiError } from '../api/api-error.js';

export type Resource<T> =
  { state: 'loading' } | { state: 'failed'; error: ApiError } | { state: 'ready'; value: T };

interface Settled<T> {
  key: string;
  resource: Resource<T>;
}

/**
 * Loads once per `key`, gives up when the component goes, and starts again on `reload`. While it loads again under the same key after
 * a failure, it says `loading`.
 */
export function useResource<T>(
  key: string,
  load: (signal: AbortSignal) => Promise<T>,
): [Resource<T>, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<Settled<T> | null>(null);
  const start = useEffectEvent(load);
  const currentKey = `${attempt} ${key}`;

  useEffect(() => {
    const controller = new AbortController();
    const settle = (resource: () => Resource<T>) => {
      if (!controller.signal.aborted) setSettled({ key: currentKey, resource: resource() });
    };
    start(controller.signal).then(
      (value) => settle(() => ({ state: 'ready', value })),
      (cause: unknown) => settle(() => ({ state: 'failed', error: asApiError(cause) })),
    );
    return () => controller.abort();
  }, [currentKey]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  return [settled?.key === currentKey ? settled.resource : { state: 'loading' }, reload];
}

/** Anything but an `ApiError` is a mistake of ours: it is reported as such to the console, and as "no answer" to the customer. */
export function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  reportError(cause);
  return ApiError.noAnswer();
}

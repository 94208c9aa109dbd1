import { useRef, useState } from 'react';
import type { ApiError } from 'kaikei-sdk';
import { asApiError } from '../api/as-api-error.js';

/**
 * Something that a button does at the server: once at a time, however quickly it is pressed again, and with what went wrong.
 *
 * @param run throws where it fails
 */
export function useAction<Arguments extends unknown[]>(run: (...given: Arguments) => Promise<void>) {
  // Besides the state, which is another one only once the page is drawn again.
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);

  async function start(...given: Arguments): Promise<void> {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await run(...given);
    } catch (cause) {
      setError(asApiError(cause));
    } finally {
      running.current = false;
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    start: (...given: Arguments) => void start(...given),
    /** What went wrong is not shown any more. */
    forget: () => setError(null),
  };
}

import { csrfHeader } from './csrf.js';

const LOCK_NAME = 'kaikei-refresh';
const LAST_REFRESH_KEY = 'kaikei.refreshed-at';

let refreshing: Promise<boolean> | null = null;

/**
 * Renews the session's cookies; false when there is no session to renew. Refresh tokens rotate and using one twice ends the session, so
 * that requests failing together share one renewal, and tabs take turns: whoever waited finds it done.
 *
 * @param failedSince when the request that found the session expired was sent, in milliseconds of the epoch
 */
export function refreshSession(failedSince: number): Promise<boolean> {
  refreshing ??= takeTurns(() => refreshUnlessDone(failedSince)).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

async function refreshUnlessDone(failedSince: number): Promise<boolean> {
  const refreshedAt = Number(localStorage.getItem(LAST_REFRESH_KEY) ?? 0);
  if (refreshedAt >= failedSince) return true;
  const answer = await fetch('/api/auth/refresh', { method: 'POST', headers: csrfHeader() });
  if (answer.ok) localStorage.setItem(LAST_REFRESH_KEY, String(Date.now()));
  return answer.ok;
}

/** Web Locks exist in secure contexts only (HTTPS and localhost); elsewhere two tabs may still race, and the loser signs in again. */
function takeTurns(task: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request(LOCK_NAME, task) : task();
}

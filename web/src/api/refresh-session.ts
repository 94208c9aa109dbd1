import { csrfHeader } from './csrf.js';

const LOCK_NAME = 'kaikei-refresh';
const LAST_REFRESH_KEY = 'kaikei.refreshed-at';

let refreshing: Promise<boolean> | null = null;

/**
 * Renews the session's cookies; false when there is no session to renew. Refresh tokens rotate, and one that comes back
 * more than ten seconds after its use ends the session. So requests that fail together share one renewal, and tabs take
 * turns: whoever waited finds it done.
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

/**
 * Web Locks exist in secure contexts only (HTTPS and localhost). Elsewhere two tabs may still race: the server answers
 * both, as long as the second one comes within its ten seconds of grace.
 */
function takeTurns(task: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request(LOCK_NAME, task) : task();
}

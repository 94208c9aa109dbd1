import { csrfToken, learnCsrfToken } from './csrf-token.js';
import type { Identity } from './identity.js';

const LOCK_NAME = 'kaikei-refresh';
const LAST_REFRESH_KEY = 'kaikei.refreshed-at';

/** A browser's cookies, with the header that keeps other pages from using them. */
export function cookies({ baseUrl = '' }: { baseUrl?: string } = {}): Identity {
  let renewing: Promise<boolean> | null = null;

  async function renewUnlessDone(failedSince: number): Promise<boolean> {
    const renewedAt = Number(localStorage.getItem(LAST_REFRESH_KEY) ?? 0);
    if (renewedAt >= failedSince) return true;
    const answer = await fetch(`${baseUrl}/api/auth/refresh`, {
      method: 'POST',
      headers: csrfHeader(),
      credentials: 'include',
    });
    if (answer.ok) localStorage.setItem(LAST_REFRESH_KEY, String(Date.now()));
    return answer.ok;
  }

  return {
    headers: (method) => (method === 'get' ? {} : csrfHeader()),
    learn: learnCsrfToken,

    // Refresh tokens rotate, and one that comes back more than ten seconds after its use ends the session. So calls that
    // fail together share one renewal, and tabs take turns: whoever waited finds it done.
    renew(failedSince) {
      renewing ??= takeTurns(() => renewUnlessDone(failedSince)).finally(() => {
        renewing = null;
      });
      return renewing;
    },
  };
}

function csrfHeader(): Record<string, string> {
  const token = csrfToken();
  return token === null ? {} : { 'X-CSRF-Token': token };
}

/**
 * Web Locks exist in secure contexts only (HTTPS and localhost). Elsewhere two tabs may still race: the server answers
 * both, as long as the second one comes within its ten seconds of grace.
 */
function takeTurns(task: () => Promise<boolean>): Promise<boolean> {
  return 'locks' in navigator ? navigator.locks.request(LOCK_NAME, task) : task();
}

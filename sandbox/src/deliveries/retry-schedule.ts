/** Seconds before the next attempt, by the number of attempts made. Quicker than Stripe at first: a developer is waiting. */
const BACKOFF_SECONDS = [1, 2, 4, 8, 15, 30];

/** The longest pause, so that a receiver which was down for hours is found again within a minute. */
const LONGEST_SECONDS = 60;

/** Stripe gives up on a live delivery after three days. */
const GIVE_UP_MS = 3 * 24 * 3600 * 1000;

/** Milliseconds until the next attempt, or null once it is too late for one. */
export function retryDelayMs(attempts: number, sinceMs: number, nowMs: number): number | null {
  const delayMs = (BACKOFF_SECONDS[attempts - 1] ?? LONGEST_SECONDS) * 1000;
  return nowMs + delayMs - sinceMs > GIVE_UP_MS ? null : delayMs;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Pauses after each failed try; after the last one it is given up. Quick at first, for a receiver that is being
 * deployed, then ever slower: 24 hours in all, as the Standard Webhooks specification proposes in its spirit.
 */
export const WEBHOOK_PAUSES_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  1 * HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  6 * HOUR_MS,
  10 * HOUR_MS + 17 * MINUTE_MS + 25 * SECOND_MS,
];

/** A mail server that is down comes back within hours; a receipt of the day before is of little use. 24 hours in all. */
export const NOTIFICATION_PAUSES_MS: readonly number[] = [
  10 * SECOND_MS,
  1 * MINUTE_MS,
  10 * MINUTE_MS,
  1 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  10 * HOUR_MS + 48 * MINUTE_MS + 50 * SECOND_MS,
];

/** Up to a tenth less or more: what failed together does not come back together. */
const JITTER = 0.1;

/** When to try again after the `tries`-th failure; null once it is given up. */
export function nextTryAt(
  pausesMs: readonly number[],
  tries: number,
  now: Date,
  random: () => number = Math.random,
): Date | null {
  const pauseMs = pausesMs[tries - 1];
  if (pauseMs === undefined) return null;
  return new Date(now.getTime() + pauseMs * (1 - JITTER + 2 * JITTER * random()));
}

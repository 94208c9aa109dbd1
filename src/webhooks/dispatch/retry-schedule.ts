/** Tries before an event is dead: with the pauses below about half an hour, longer than most outages of our own making. */
export const MAX_TRIES = 12;
const FIRST_PAUSE_MS = 1_000;
/** So that an event is tried soon after a long outage ends. */
const LONGEST_PAUSE_MS = 5 * 60_000;

/** When to try again after the `tries`-th failure; null once it is dead. */
export function nextTryAt(now: Date, tries: number, random: () => number = Math.random): Date | null {
  if (tries >= MAX_TRIES) return null;
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS);
  // Equal jitter: events that failed together do not come back together.
  return new Date(now.getTime() + pauseMs * (0.5 + random() / 2));
}

/** Tries before an event is dead: with the pauses below about half an hour, longer than most outages of our own making. */
export const MAX_TRIES = 12;
/** Tries of a payload that cannot be read: half a minute, since it will not change before the program does. */
export const MAX_READINGS = 6;
/**
 * Tries before we believe Stripe that it has no such object, and that an event of it is nothing of ours. Whatever the
 * ones before failed of, some five seconds have gone by then: far longer than any of Stripe's copies lags behind.
 */
export const MAX_LOOKUPS = 4;
const FIRST_PAUSE_MS = 1_000;
/** So that an event is tried soon after a long outage ends. */
const LONGEST_PAUSE_MS = 5 * 60_000;
/**
 * Until an event that only waits for Stripe is looked at again. Thousands may wait through an outage: each look costs a
 * transaction before it comes to Stripe, and together they must leave the database to the others.
 */
const STRIPE_PAUSE_MS = 30_000;

/** When to try again after the `tries`-th failure; null once it is dead. */
export function nextTryAt(now: Date, tries: number, random: () => number = Math.random): Date | null {
  if (tries >= MAX_TRIES) return null;
  return spread(now, Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS), random);
}

/** When to come back to an event that Stripe had no answer for; for as long as that takes. */
export function nextLookAt(now: Date, random: () => number = Math.random): Date {
  return spread(now, STRIPE_PAUSE_MS, random);
}

/** Equal jitter: events that failed together do not come back together. */
function spread(now: Date, pauseMs: number, random: () => number): Date {
  return new Date(now.getTime() + pauseMs * (0.5 + random() / 2));
}

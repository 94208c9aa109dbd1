/** What Stripe has not answered for this long needs a person: Stripe's outages are shorter, and a few tries have been made. */
export const UNKNOWN_DEADLINE_MS = 10 * 60 * 1_000;

/** Objects a page: Stripe's most. */
export const PAGE_SIZE = 100;
/** Stripe's clock and ours may differ by this much. */
const CLOCK_SKEW_S = 60;

/** Cuts a list to what Stripe has made since then, by our clock. */
export function createdSince(time: Date): { readonly gte: number } {
  return { gte: Math.floor(time.getTime() / 1_000) - CLOCK_SKEW_S };
}

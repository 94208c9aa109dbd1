import type { IStripeEventList, ListedEvent } from './ports/stripe-event-list.js';

/** Below half a page, the next window is made twice as long. */
const FEW_EVENTS = 50;
/** As fine as Stripe's clock is. */
const SHORTEST_WINDOW_S = 1;
/** A hundred events each: two million in thirty days. Whoever has more goes on from the cursor at the next run. */
const MAX_READS = 20_000;

/** A hundred events at most. */
export interface EventBatch {
  /** Oldest first, but for those of one second that fill several pages. */
  readonly events: readonly ListedEvent[];
  /** With this one, every event up to its newest has been handed out. */
  readonly isWhole: boolean;
}

/**
 * Stripe's list, oldest first, though Stripe pages through it newest first: window by window, each as long as it has no
 * more events than one page. So no more than a page is ever held, and whoever stops can go on at the last whole batch.
 * A second with more events than a page has no order of its own: it is read page by page.
 *
 * @param fromS the second to begin at, by Stripe's clock
 * @param nowS ends the search for a window's length only: what Stripe has listed later is handed out, too
 */
export async function* eventsSince(
  list: Pick<IStripeEventList, 'page'>,
  account: string | null,
  fromS: number,
  nowS: number,
): AsyncGenerator<EventBatch, void> {
  let startS = fromS;
  let lengthS = Math.max(nowS - fromS, SHORTEST_WINDOW_S);
  let after: string | null = null;
  for (let read = 0; read < MAX_READS; read += 1) {
    const toS = startS + lengthS < nowS ? startS + lengthS : null;
    const { events, hasMore } = await list.page({ account, fromS: startS, toS, after });
    if (hasMore && lengthS > SHORTEST_WINDOW_S) {
      lengthS = Math.floor(lengthS / 2);
      continue;
    }
    yield { events: events.toReversed(), isWhole: !hasMore };
    if (hasMore) {
      after = events.at(-1)?.id ?? null;
      continue;
    }
    if (toS === null) return;
    after = null;
    startS = toS;
    if (events.length < FEW_EVENTS) lengthS *= 2;
  }
}

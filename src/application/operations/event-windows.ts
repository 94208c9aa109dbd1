import type { IStripeEventList, ListedEvent } from './ports/stripe-event-list.js';

/** Ten pages: a few megabytes. */
const MAX_HELD = 1_000;
/** Below half of that, the next window is made twice as long. */
const FEW_EVENTS = MAX_HELD / 2;
const BATCH_SIZE = 100;
/** As fine as Stripe's clock is. */
const SHORTEST_WINDOW_S = 1;
/** A hundred events each: nearly two million in thirty days. Whoever has more goes on from the cursor at the next run. */
const MAX_READS = 20_000;

/** A hundred events at most. */
export interface EventBatch {
  /** Oldest first, but for those of one second that are more than can be held. */
  readonly events: readonly ListedEvent[];
  /** With this one, every event up to its newest has been handed out. */
  readonly isWhole: boolean;
}

/**
 * Stripe's list, oldest first, though Stripe pages through it newest first: window by window, each as long as it has no
 * more events than are held at once, and read page by page, so that nearly every read brings events that are wanted.
 * Whoever stops can go on at the last whole batch. A second with more events than that has no order of its own: it is
 * handed out as it is read.
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
  let held: ListedEvent[] = [];
  for (let read = 0; read < MAX_READS; read += 1) {
    const toS = startS + lengthS < nowS ? startS + lengthS : null;
    const { events, hasMore } = await list.page({ account, fromS: startS, toS, after });
    held.push(...events);
    after = hasMore ? (events.at(-1)?.id ?? null) : null;
    if (hasMore && held.length < MAX_HELD) continue;
    const isTooLong = hasMore && lengthS > SHORTEST_WINDOW_S;
    if (!isTooLong) yield* batchesOf(held, !hasMore);
    const count = held.length;
    held = [];
    if (isTooLong) {
      lengthS = Math.floor(lengthS / 2);
      after = null;
    } else if (!hasMore) {
      if (toS === null) return;
      startS = toS;
      if (count < FEW_EVENTS) lengthS *= 2;
    }
  }
}

/** A batch that ends within a second is not whole yet. */
function* batchesOf(newestFirst: readonly ListedEvent[], endIsWhole: boolean): Generator<EventBatch, void> {
  const events = newestFirst.toReversed();
  for (let from = 0; from === 0 || from < events.length; from += BATCH_SIZE) {
    const batch = events.slice(from, from + BATCH_SIZE);
    const next = events[from + BATCH_SIZE];
    const endsWithinSecond = next !== undefined && next.createdS === batch.at(-1)?.createdS;
    yield { events: batch, isWhole: endIsWhole && !endsWithinSecond };
  }
}

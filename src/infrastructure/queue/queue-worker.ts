import { setTimeout as wait } from 'node:timers/promises';
import type { ILogger } from '../../application/ports/logger.js';

/** After a failure of the database: soon enough to go on in seconds, seldom enough not to add to its load. */
const FAILURE_PAUSE_MS = 1_000;

/** The process is cut off after nine seconds: what takes longer than this is left to its lease, and done again. */
const STOP_GRACE_MS = 6_000;

export interface QueueWorkerOptions<Item> {
  /** For log lines. */
  readonly name: string;
  /** Items under work at once. */
  readonly concurrency: number;
  /** Between looks at an empty queue. */
  readonly idleMs: number;
  readonly claim: (limit: number) => Promise<readonly Item[]>;
  /** Settles the item. What it throws is logged; the item's lease ends, and it is done again. */
  readonly work: (item: Item, signal: AbortSignal) => Promise<void>;
}

/**
 * Claims and works until `signal` is aborted. Items never wait for each other, only for a free place.
 *
 * @returns once what was under work has ended, or the time for it is over
 */
export async function runQueueWorker<Item>(
  { name, concurrency, idleMs, claim, work }: QueueWorkerOptions<Item>,
  logger: ILogger,
  signal: AbortSignal,
): Promise<void> {
  const underWork = new Set<Promise<void>>();

  const begin = (item: Item): void => {
    const done = work(item, signal)
      .catch((error: unknown) =>
        logger.error('An item of a queue could not be settled.', { queue: name, err: error }),
      )
      .finally(() => underWork.delete(done));
    underWork.add(done);
  };

  /** @returns how long to wait at most before the next look; null: until a place is free. */
  const round = async (): Promise<number | null> => {
    const room = concurrency - underWork.size;
    if (room === 0) return null;
    try {
      const items = await claim(room);
      items.forEach(begin);
      return items.length === 0 ? idleMs : 0;
    } catch (error) {
      logger.error('A queue cannot be read.', { queue: name, err: error });
      return FAILURE_PAUSE_MS;
    }
  };

  while (!signal.aborted) {
    const pauseMs = await round();
    const nap = new AbortController();
    const napping = pauseMs === null ? [] : [pause(pauseMs, AbortSignal.any([signal, nap.signal]))];
    // What is done may have been what another item waited for.
    await Promise.race([...underWork, ...napping]);
    nap.abort();
  }
  await Promise.race([Promise.all(underWork), wait(STOP_GRACE_MS, undefined, { ref: false })]);
}

/** Ends early, and in order, when `signal` is aborted: that is the only way that the timer can fail. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined);
}

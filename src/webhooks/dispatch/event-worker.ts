import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimedEvent, IEventInbox } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import type { ProcessEvent } from './process-event.js';

/** Events under work at once: below the pool's ten connections, so that one that waits for Stripe delays no other. */
const CONCURRENCY = 8;
/** Longer than any work on an event (two calls to Stripe of 8 s and two transactions): a lease that lapses means a crash. */
const LEASE_MS = 30_000;
/** A payment should be seen at once by the person who waits for it; an empty look costs a millisecond. */
const IDLE_MS = 100;
/** After a failure of the database: soon enough to be healthy again in seconds, seldom enough not to add to its load. */
const FAILURE_PAUSE_MS = 1_000;

/** Drains the inbox until it is told to stop. Any number of workers may run. */
export class EventWorker {
  readonly #underWork = new Set<Promise<void>>();

  constructor(
    private readonly inbox: IEventInbox,
    private readonly processEvent: ProcessEvent,
    private readonly logger: ILogger,
  ) {}

  /** Resolves after `signal` is aborted and what was under work is done. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const pauseMs = await this.#round();
      const nap = new AbortController();
      const napping = pauseMs === null ? [] : [pause(pauseMs, AbortSignal.any([signal, nap.signal]))];
      await Promise.race([...this.#underWork, ...napping]);
      nap.abort();
    }
    await Promise.all(this.#underWork);
  }

  /** @returns how long to wait at most before the next look; null: until some work is done. */
  async #round(): Promise<number | null> {
    const room = CONCURRENCY - this.#underWork.size;
    if (room === 0) return null;
    try {
      const events = await this.inbox.claim(room, LEASE_MS);
      for (const event of events) this.#begin(event);
      return events.length === 0 ? IDLE_MS : 0;
    } catch (error) {
      this.logger.error('The inbox cannot be read', { err: error });
      return FAILURE_PAUSE_MS;
    }
  }

  #begin(event: ClaimedEvent): void {
    const work = this.processEvent
      .execute(event)
      // The lease lapses, and the event is taken up again.
      .catch((error: unknown) =>
        this.logger.error('The outcome of an event could not be kept', { err: error, event_id: event.id }),
      )
      .finally(() => this.#underWork.delete(work));
    this.#underWork.add(work);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

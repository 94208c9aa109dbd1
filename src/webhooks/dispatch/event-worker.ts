import { setTimeout as wait } from 'node:timers/promises';
import type { IClock } from '../../application/ports/clock.js';
import type { ClaimedEvent, IEventInbox } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import type { ProcessEvent } from './process-event.js';

/** Events under work at once: below the pool's ten connections, so that one that waits for Stripe delays no other. */
const CONCURRENCY = 8;
/**
 * Longer than work on an event usually takes (a look at Stripe of at most 8 s and two transactions), and short for the
 * payer whose event a killed worker had. Work that takes longer loses its lease and changes nothing.
 */
const LEASE_MS = 15_000;
/** A payment should be seen at once by the person who waits for it; an empty look costs a millisecond. */
const IDLE_MS = 100;
/** After a failure of the database: soon enough to be healthy again in seconds, seldom enough not to add to its load. */
const FAILURE_PAUSE_MS = 1_000;

/** Drains the inbox until it is told to stop. Any number of workers may run. */
export class EventWorker {
  readonly #underWork = new Set<Promise<void>>();
  /** Events whose outcome the database did not keep. */
  readonly #unkept = new Set<ClaimedEvent>();

  constructor(
    private readonly inbox: IEventInbox,
    private readonly processEvent: ProcessEvent,
    private readonly logger: ILogger,
    private readonly clock: IClock,
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
      await this.#giveBack();
      const events = await this.inbox.claim(room, LEASE_MS);
      for (const event of events) this.#begin(event);
      return events.length === 0 ? IDLE_MS : 0;
    } catch (error) {
      this.logger.error('The inbox cannot be read', { err: error });
      return FAILURE_PAUSE_MS;
    }
  }

  /** Once the database answers again, so that nobody has to wait for the lease to end. An event that is done stays done. */
  async #giveBack(): Promise<void> {
    for (const event of [...this.#unkept]) {
      await this.inbox.fail(event, 'The database did not keep the outcome.', this.clock.now());
      this.#unkept.delete(event);
    }
  }

  #begin(event: ClaimedEvent): void {
    const work = this.processEvent
      .execute(event)
      .catch((error: unknown) => {
        this.#unkept.add(event);
        this.logger.error('The outcome of an event could not be kept', { err: error, event_id: event.id });
      })
      .finally(() => this.#underWork.delete(work));
    this.#underWork.add(work);
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimedBurst, EventLease, IEventInbox } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import { LaneClosedError } from './lane.js';
import type { ProcessBurst } from './process-burst.js';
import type { WorkLanes } from './work-lanes.js';

/** Objects a claim: one claim is a fraction of the work on so many, and they are soon done when a worker is stopped. */
const CLAIM_SIZE = 32;
/** Fewer claimed objects than this waiting for a transaction: time to claim more, so that none of the slots falls idle. */
const LOW_WATER = 8;
/** Held at once, most of them while Stripe hangs: those that may wait there (work-lanes.ts), and as many again as a claim. */
const MAX_HELD = 640;
/**
 * Leases are renewed while the worker lives, however long Stripe takes. So this is how long the payer waits whose event a
 * killed worker had.
 */
const LEASE_MS = 15_000;
/** Two renewals may fail before a lease is lost. */
const RENEWAL_MS = 5_000;
/** A payment should be seen at once by the person who waits for it; an empty look costs a millisecond. */
const IDLE_MS = 100;
/** After a failure of the database: soon enough to be healthy again in seconds, seldom enough not to add to its load. */
const FAILURE_PAUSE_MS = 1_000;

/** Drains the inbox until it is told to stop. Any number of workers may run. Runs once. */
export class EventWorker {
  readonly #held = new Map<EventLease, Promise<void>>();
  /** Leases of objects that are done: released with the next look, or once the database answers again. */
  readonly #done = new Set<EventLease>();
  #wake = new AbortController();

  constructor(
    private readonly inbox: IEventInbox,
    private readonly processBurst: ProcessBurst,
    private readonly lanes: WorkLanes,
    private readonly logger: ILogger,
  ) {}

  /** Resolves after `signal` is aborted, transactions have ended and all leases are released. */
  async run(signal: AbortSignal): Promise<void> {
    const renewals = this.#renewUntil(signal);
    while (!signal.aborted) {
      this.#wake = new AbortController();
      const pauseMs = await this.#round();
      if (pauseMs > 0) await pause(pauseMs, AbortSignal.any([signal, this.#wake.signal]));
    }
    this.lanes.close();
    await Promise.all([renewals, ...this.#held.values()]);
    await this.#releaseDone().catch((error: unknown) => {
      this.logger.error('Leases were not released and will lapse', { err: error });
    });
  }

  /** @returns how long to wait for work to be done before the next look */
  async #round(): Promise<number> {
    const room = MAX_HELD - this.#held.size;
    if (room <= 0 || this.lanes.waitingForDatabase > LOW_WATER) return IDLE_MS;
    try {
      await this.#releaseDone();
      const bursts = await this.inbox.claim(Math.min(room, CLAIM_SIZE), LEASE_MS);
      for (const burst of bursts) this.#begin(burst);
      return bursts.length === 0 ? IDLE_MS : 0;
    } catch (error) {
      this.logger.error('The inbox cannot be read', { err: error });
      return FAILURE_PAUSE_MS;
    }
  }

  #begin({ lease, events }: ClaimedBurst): void {
    const work = this.processBurst
      .execute(events)
      .catch((error: unknown) => {
        if (error instanceof LaneClosedError) return;
        const ids = events.map(({ id }) => id);
        this.logger.error('The outcome of events could not be kept', { err: error, event_ids: ids });
      })
      .then(() => {
        this.#held.delete(lease);
        this.#done.add(lease);
        this.#wake.abort();
      });
    this.#held.set(lease, work);
  }

  async #releaseDone(): Promise<void> {
    const leases = [...this.#done];
    await this.inbox.release(leases);
    for (const lease of leases) this.#done.delete(lease);
  }

  async #renewUntil(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await pause(RENEWAL_MS, signal);
      try {
        await this.inbox.renew([...this.#held.keys()], LEASE_MS);
      } catch (error) {
        this.logger.error('Leases could not be renewed', { err: error });
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

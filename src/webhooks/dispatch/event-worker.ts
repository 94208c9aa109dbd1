import { setTimeout as wait } from 'node:timers/promises';
import type { ClaimedBurst, EventLease, IEventInbox } from '../../application/ports/event-inbox.js';
import type { ILogger } from '../../application/ports/logger.js';
import { LaneClosedError } from './lane.js';
import type { Doubt, ProcessEvents } from './process-events.js';
import { DATABASE_SLOTS, type WorkLanes } from './work-lanes.js';

/** Objects a claim: one claim is a fraction of the work on so many, and they are soon done when a worker is stopped. */
const CLAIM_SIZE = 64;
/** So many groups of claimed objects wait for a transaction: enough for none of the slots to fall idle during a claim. */
const LOW_WATER = DATABASE_SLOTS / 2;
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
    private readonly processEvents: ProcessEvents,
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
    await renewals;
    while (this.#held.size > 0) await Promise.all(this.#held.values());
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
      const groupSize = Math.ceil(bursts.length / DATABASE_SLOTS);
      for (let index = 0; index < bursts.length; index += groupSize) {
        this.#begin(bursts.slice(index, index + groupSize));
      }
      return bursts.length === 0 ? IDLE_MS : 0;
    } catch (error) {
      this.logger.error('The inbox cannot be read', { err: error });
      return FAILURE_PAUSE_MS;
    }
  }

  /** Objects that share transactions. One of them that waits for Stripe goes on by itself. */
  #begin(group: readonly ClaimedBurst[]): void {
    const events = group.flatMap((burst) => burst.events);
    this.#hold(
      group.map(({ lease }) => lease),
      async () => {
        const doubts = await this.processEvents.take(events);
        for (const [lease, own] of byLease(doubts)) {
          this.#hold([lease], () => this.processEvents.resolve(own));
        }
      },
    );
  }

  /** Until the work is done, or somebody else's work holds the lease. */
  #hold(leases: readonly EventLease[], begin: () => Promise<void>): void {
    const work = begin()
      .catch((error: unknown) => {
        if (error instanceof LaneClosedError) return;
        const objects = leases.map(({ object }) => object);
        this.logger.error('The outcome of events could not be kept', { err: error, objects });
      })
      .then(() => {
        for (const lease of leases.filter((each) => this.#held.get(each) === work)) {
          this.#held.delete(lease);
          this.#done.add(lease);
        }
        this.#wake.abort();
      });
    for (const lease of leases) this.#held.set(lease, work);
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

function byLease(doubts: readonly Doubt[]): Map<EventLease, Doubt[]> {
  const groups = new Map<EventLease, Doubt[]>();
  for (const doubt of doubts) {
    const { lease } = doubt.claimed;
    groups.set(lease, [...(groups.get(lease) ?? []), doubt]);
  }
  return groups;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

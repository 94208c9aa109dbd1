import { DomainError } from '../../domain/shared/domain-error.js';
import type { IClock } from '../ports/clock.js';
import type { IEventInbox, ReceivedEvent } from '../ports/event-inbox.js';
import type { ILogger } from '../ports/logger.js';
import { eventsSince } from './event-windows.js';
import type { EventSource, IEventCursors } from './ports/event-cursors.js';
import type { IEventRecords } from './ports/event-records.js';
import type { IStripeEventList, ListedEvent } from './ports/stripe-event-list.js';
import { readEvent } from './read-event.js';

/** Stripe lists events for thirty days. */
const LISTED_S = 30 * 24 * 60 * 60;
/**
 * How far behind the cursor each run begins again: an event's `created` is the time of its cause, and it may be listed
 * after one that was created later. Five minutes are far more than has been seen, and at a sweep a minute each event is
 * listed six times, a hundred to a read.
 */
const OVERLAP_S = 5 * 60;

export interface BackfillEventsCommand {
  readonly organizationId: string;
  /** The connected account; null for our own. */
  readonly account: string | null;
  /** Null: from the cursor, or thirty days back. */
  readonly since: Date | null;
  /** Takes no further batch once it is aborted. */
  readonly signal: AbortSignal;
  /** After each batch, once it is committed. */
  readonly onProgress: (progress: BackfillProgress) => Promise<void>;
}

export interface BackfillProgress {
  /** Events seen in the list. */
  readonly listed: number;
  /** Those that the inbox did not have. */
  readonly added: number;
  /** Those that are no events as we know them: logged, and left behind. */
  readonly unreadable: number;
  /** By Stripe's clock; null before the first event. */
  readonly reachedAt: Date | null;
}

/** Brings what Stripe lists and the inbox does not have into the inbox, as if it had been delivered. */
export class BackfillEvents {
  constructor(
    private readonly list: IStripeEventList,
    private readonly cursors: IEventCursors,
    private readonly records: IEventRecords,
    private readonly inbox: Pick<IEventInbox, 'store'>,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /**
   * Begins where the last run ended, whichever way it did: the cursor moves once a batch is committed.
   *
   * @throws StripeUnavailableError, StripeRejectedError
   */
  async execute(command: BackfillEventsCommand): Promise<BackfillProgress> {
    const { organizationId, account, signal, onProgress } = command;
    const source = { organizationId, account, livemode: this.list.livemode };
    const nowS = Math.floor(this.clock.now().getTime() / 1_000);
    const { fromS, leavesNoGap } = await this.#begin(source, command.since, nowS);
    let progress: BackfillProgress = { listed: 0, added: 0, unreadable: 0, reachedAt: null };
    for await (const { events, isWhole } of eventsSince(this.list, account, fromS, nowS)) {
      if (signal.aborted) break;
      progress = await this.#take(organizationId, events, progress);
      if (isWhole && leavesNoGap && progress.reachedAt)
        await this.cursors.advance(source, progress.reachedAt);
      await onProgress(progress);
    }
    return progress;
  }

  /** `leavesNoGap`: what the run reaches is all there is, so the cursor may move there. */
  async #begin(
    source: EventSource,
    since: Date | null,
    nowS: number,
  ): Promise<{ fromS: number; leavesNoGap: boolean }> {
    const oldestS = nowS - LISTED_S;
    const reached = await this.cursors.reached(source);
    const cursorS = Math.max(reached ? Math.floor(reached.getTime() / 1_000) : oldestS, oldestS);
    // A sandbox's clock may run ahead of ours and be set back again; Stripe's does neither.
    const wantedS = since ? Math.floor(since.getTime() / 1_000) : Math.min(cursorS, nowS) - OVERLAP_S;
    return { fromS: Math.max(wantedS, oldestS), leavesNoGap: wantedS <= cursorS };
  }

  async #take(
    organizationId: string,
    events: readonly ListedEvent[],
    before: BackfillProgress,
  ): Promise<BackfillProgress> {
    const ids = events.map(({ id }) => id);
    // Most have been delivered: their payloads need not go to the database again.
    const missing = new Set(ids.length === 0 ? [] : await this.records.missing(organizationId, ids));
    const wanted = events.filter(({ id }) => missing.has(id));
    const readable = wanted
      .map((event) => this.#read(organizationId, event))
      .filter((event) => event !== null);
    await Promise.all(readable.map((event) => this.inbox.store(event)));
    const newestS = Math.max(...events.map(({ createdS }) => createdS));
    return {
      listed: before.listed + events.length,
      added: before.added + readable.length,
      unreadable: before.unreadable + wanted.length - readable.length,
      reachedAt: later(before.reachedAt, events.length === 0 ? null : new Date(newestS * 1_000)),
    };
  }

  /** One event that we cannot read must not keep all later ones from us. */
  #read(organizationId: string, { id, payload }: ListedEvent): ReceivedEvent | null {
    try {
      return readEvent(organizationId, payload);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.logger.error('A listed event cannot be read', { event_id: id, err: error });
      return null;
    }
  }
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

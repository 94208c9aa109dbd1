import { inBatches } from '../in-batches.js';
import type { IClock } from '../ports/clock.js';
import type { IEventRecords } from './ports/event-records.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Rows a statement. */
const BATCH = 1_000;

/** Lets go of payloads that nobody needs any more. For the worker, now and then. */
export class ThinEventPayloads {
  constructor(
    private readonly records: IEventRecords,
    private readonly clock: IClock,
  ) {}

  /** @returns how many were thinned */
  async execute({
    keptDays,
    signal,
  }: {
    readonly keptDays: number;
    readonly signal: AbortSignal;
  }): Promise<number> {
    const before = new Date(this.clock.now().getTime() - keptDays * DAY_MS);
    return inBatches(BATCH, signal, (limit) => this.records.thin(before, limit));
  }
}

import type { IClock } from '../ports/clock.js';
import type { IEventRecords } from './ports/event-records.js';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Rows per statement: a short lock, whatever has piled up. */
const BATCH_SIZE = 1_000;
/** Batches per run; the next run goes on. A hundred thousand payloads take seconds. */
const MAX_BATCHES = 100;

/** Lets go of payloads that nobody needs any more. For the worker, now and then. */
export class ThinEventPayloads {
  constructor(
    private readonly records: IEventRecords,
    private readonly clock: IClock,
  ) {}

  /** @returns how many were thinned */
  async execute({ keptDays }: { readonly keptDays: number }): Promise<number> {
    const before = new Date(this.clock.now().getTime() - keptDays * DAY_MS);
    let thinned = 0;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const count = await this.records.thin(before, BATCH_SIZE);
      thinned += count;
      if (count < BATCH_SIZE) break;
    }
    return thinned;
  }
}

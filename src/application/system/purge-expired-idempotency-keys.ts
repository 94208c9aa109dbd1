import type { IClock } from '../ports/clock.js';
import type { IIdempotencyStore } from './ports/idempotency-store.js';

/** Rows per statement: a short lock, whatever has piled up. */
const BATCH_SIZE = 1_000;
/** Batches per run; the next run goes on. A hundred thousand keys take seconds. */
const MAX_BATCHES = 100;

/** Deletes keys that are past their day. For the worker, now and then. */
export class PurgeExpiredIdempotencyKeys {
  constructor(
    private readonly store: IIdempotencyStore,
    private readonly clock: IClock,
  ) {}

  /** @returns how many were deleted */
  async execute(): Promise<number> {
    const now = this.clock.now();
    let deleted = 0;
    for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
      const count = await this.store.deleteExpired(now, BATCH_SIZE);
      deleted += count;
      if (count < BATCH_SIZE) break;
    }
    return deleted;
  }
}

import { inBatches } from '../in-batches.js';
import type { IClock } from '../ports/clock.js';
import type { IIdempotencyStore } from './ports/idempotency-store.js';

/** Rows a statement. */
const BATCH = 1_000;

/** Deletes keys that are past their day. For the worker, now and then. */
export class PurgeExpiredIdempotencyKeys {
  constructor(
    private readonly store: IIdempotencyStore,
    private readonly clock: IClock,
  ) {}

  /** @returns how many were deleted */
  async execute(signal: AbortSignal): Promise<number> {
    const now = this.clock.now();
    return inBatches(BATCH, signal, (limit) => this.store.deleteExpired(now, limit));
  }
}

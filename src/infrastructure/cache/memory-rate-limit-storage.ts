import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';

type ThrottlerStorageRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

interface Window {
  hits: number;
  readonly endsAtMs: number;
}

/** About 20 MB at most. An attacker with more addresses than this pushes out the oldest windows, not the process. */
const MAX_WINDOWS = 100_000;

/**
 * Counts requests in fixed windows, in this process. The library's own storage keeps one time per request and goes
 * through all of them on each; this keeps one number per client, whatever the load.
 */
@Injectable()
export class MemoryRateLimitStorage implements ThrottlerStorage {
  readonly #windows = new Map<string, Window>();

  constructor(
    private readonly nowMs: () => number = Date.now,
    private readonly maxWindows: number = MAX_WINDOWS,
  ) {}

  increment(key: string, ttlMs: number, limit: number): Promise<ThrottlerStorageRecord> {
    const window = this.#windowOf(key, ttlMs);
    window.hits += 1;
    const secondsLeft = Math.ceil((window.endsAtMs - this.nowMs()) / 1_000);
    const isBlocked = window.hits > limit;
    return Promise.resolve({
      totalHits: window.hits,
      timeToExpire: secondsLeft,
      isBlocked,
      timeToBlockExpire: isBlocked ? secondsLeft : 0,
    });
  }

  #windowOf(key: string, ttlMs: number): Window {
    const now = this.nowMs();
    const current = this.#windows.get(key);
    if (current && current.endsAtMs > now) return current;
    // Deleted first, so that the map stays in the order in which windows began.
    this.#windows.delete(key);
    this.#makeRoom(now);
    const begun = { hits: 0, endsAtMs: now + ttlMs };
    this.#windows.set(key, begun);
    return begun;
  }

  /** Windows of one length end in the order in which they began: the front of the map is what has ended. */
  #makeRoom(now: number): void {
    for (const [key, window] of this.#windows) {
      if (window.endsAtMs > now && this.#windows.size < this.maxWindows) return;
      this.#windows.delete(key);
    }
  }
}

import { describe, expect, it } from '@jest/globals';
import { MemoryAttemptCounters } from '../../../../src/infrastructure/cache/memory-attempt-counters.js';
import { RedisAttemptCounters } from '../../../../src/infrastructure/cache/redis-attempt-counters.js';

const WINDOW_MS = 60_000;

describe('tries that processes count together', () => {
  it('are the larger count of the two: a Redis that comes back empty gives nobody new ones', async () => {
    let shared: number | null = 7;
    const redis = {
      countHit: () => {
        if (shared !== null) shared += 1;
        return Promise.resolve(shared === null ? null : { hits: shared, leftMs: WINDOW_MS });
      },
      takeHitBack: () => Promise.resolve(),
    };
    const counters = new RedisAttemptCounters(redis, new MemoryAttemptCounters(() => 0));
    const hits = async (): Promise<number> => (await counters.hit('someone', WINDOW_MS)).hits;
    expect([await hits(), await hits()]).toEqual([8, 9]);
    shared = null;
    expect(await hits()).toBe(3);
    shared = 0;
    expect(await hits()).toBe(4);
  });
});

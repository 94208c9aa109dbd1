import { MemoryRateLimitStorage } from '../../../../src/infrastructure/cache/memory-rate-limit-storage.js';

const WINDOW_MS = 60_000;

describe('MemoryRateLimitStorage', () => {
  let nowMs = 0;
  const storage = (maxWindows?: number): MemoryRateLimitStorage =>
    new MemoryRateLimitStorage(() => nowMs, maxWindows);

  it('blocks what is beyond the limit until the window ends, then counts anew', async () => {
    const counts = storage();
    for (let hit = 1; hit <= 2; hit += 1) {
      expect(await counts.increment('a', WINDOW_MS, 2)).toMatchObject({ totalHits: hit, isBlocked: false });
    }
    nowMs += 15_000;
    expect(await counts.increment('a', WINDOW_MS, 2)).toMatchObject({
      isBlocked: true,
      timeToExpire: 45,
      timeToBlockExpire: 45,
    });
    nowMs += 45_000;
    expect(await counts.increment('a', WINDOW_MS, 2)).toMatchObject({ totalHits: 1, isBlocked: false });
  });

  it('never keeps more windows than it may: the oldest goes', async () => {
    const counts = storage(2);
    await counts.increment('a', WINDOW_MS, 10);
    await counts.increment('b', WINDOW_MS, 10);
    await counts.increment('c', WINDOW_MS, 10);
    expect(await counts.increment('b', WINDOW_MS, 10)).toMatchObject({ totalHits: 2 });
    expect(await counts.increment('a', WINDOW_MS, 10)).toMatchObject({ totalHits: 1 });
  });
});

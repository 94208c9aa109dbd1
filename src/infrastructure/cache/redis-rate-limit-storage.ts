import type { ThrottlerStorage } from '@nestjs/throttler';
import type { MemoryRateLimitStorage } from './memory-rate-limit-storage.js';
import type { RedisConnection } from './redis-connection.js';

type ThrottlerStorageRecord = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/**
 * Counts requests in fixed windows that all processes share. Each counts in its own memory as well: that is what holds
 * while Redis is away, and nobody's count begins anew when it goes.
 */
export class RedisRateLimitStorage implements ThrottlerStorage {
  constructor(
    private readonly redis: Pick<RedisConnection, 'countHit'>,
    private readonly own: MemoryRateLimitStorage,
  ) {}

  async increment(key: string, ttlMs: number, limit: number): Promise<ThrottlerStorageRecord> {
    const [own, shared] = await Promise.all([
      this.own.increment(key, ttlMs, limit),
      this.redis.countHit(`limit:${key}`, ttlMs),
    ]);
    if (shared === null) return own;
    const secondsLeft = Math.ceil(shared.leftMs / 1_000);
    const isBlocked = shared.hits > limit;
    return {
      totalHits: shared.hits,
      timeToExpire: secondsLeft,
      isBlocked,
      timeToBlockExpire: isBlocked ? secondsLeft : 0,
    };
  }
}

import { type AttemptCount, IAttemptCounters } from '../../application/identity/ports/attempt-counters.js';
import type { RedisConnection } from './redis-connection.js';

/**
 * Counts that all processes share: an attacker has no more tries where there are more processes. Each counts in its own
 * memory as well, which is what holds while Redis is away, and after it has come back with nothing in it.
 */
export class RedisAttemptCounters extends IAttemptCounters {
  constructor(
    private readonly redis: Pick<RedisConnection, 'countHit' | 'takeHitBack'>,
    private readonly own: IAttemptCounters,
  ) {
    super();
  }

  async hit(key: string, windowMs: number): Promise<AttemptCount> {
    const [own, shared] = await Promise.all([
      this.own.hit(key, windowMs),
      this.redis.countHit(`attempts:${key}`, windowMs),
    ]);
    return shared !== null && shared.hits >= own.hits ? shared : own;
  }

  async forgive(key: string, windowMs: number): Promise<void> {
    await Promise.all([this.own.forgive(key, windowMs), this.redis.takeHitBack(`attempts:${key}`)]);
  }
}

import { setImmediate as afterMicrotasks } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { HealthIndicatorService } from '@nestjs/terminus';
import { HealthIndicators } from '../../../../src/api/system/health-indicators.js';
import { IDatabaseProbe } from '../../../../src/application/system/ports/database-probe.js';
import { ISharedCountersProbe } from '../../../../src/application/system/ports/shared-counters-probe.js';

/** Answers when it is told to. */
class SlowDatabase extends IDatabaseProbe {
  readonly asked: (() => void)[] = [];

  ping(): Promise<void> {
    return new Promise((resolve) => this.asked.push(resolve));
  }

  isMigrated(): Promise<boolean> {
    return Promise.resolve(true);
  }
}

class CountedRedis extends ISharedCountersProbe {
  asked = 0;

  constructor(readonly isThere: boolean) {
    super();
  }

  isUsed(): boolean {
    return this.isThere;
  }

  isReachable(): Promise<boolean> {
    this.asked += 1;
    return Promise.resolve(true);
  }
}

describe('health', () => {
  it('is looked at once for all who ask meanwhile, so that no crowd takes the connections of others', async () => {
    const database = new SlowDatabase();
    const none = {} as never;
    const service = new HealthIndicatorService();
    const health = new HealthIndicators(service, database, none, none, none, none, none, none);
    const crowd = Array.from({ length: 20 }, () => health.database());
    await afterMicrotasks();
    expect(database.asked).toHaveLength(1);
    database.asked[0]?.();
    expect(await Promise.all(crowd)).toEqual(crowd.map(() => ({ database: { status: 'up' } })));

    const next = health.database();
    await afterMicrotasks();
    expect(database.asked).toHaveLength(2);
    database.asked[1]?.();
    expect(await next).toEqual({ database: { status: 'up' } });
  });

  it.each([
    [true, { redis: { status: 'up' } }, 1],
    [false, {}, 0],
  ])('asks Redis once for a crowd, and only where there is one: %p', async (isThere, answer, asked) => {
    const redis = new CountedRedis(isThere);
    const none = {} as never;
    const service = new HealthIndicatorService();
    const health = new HealthIndicators(service, none, none, none, none, redis, none, none);
    const crowd = Array.from({ length: 20 }, () => health.redis());
    expect(await Promise.all(crowd)).toEqual(crowd.map(() => answer));
    expect(redis.asked).toBe(asked);
  });
});

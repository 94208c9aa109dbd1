import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { IAttemptCounters } from '../application/identity/ports/attempt-counters.js';
import { ILogger } from '../application/ports/logger.js';
import { ISharedCountersProbe } from '../application/system/ports/shared-counters-probe.js';
import { MemoryAttemptCounters } from '../infrastructure/cache/memory-attempt-counters.js';
import { MemoryRateLimitStorage } from '../infrastructure/cache/memory-rate-limit-storage.js';
import { RedisAttemptCounters } from '../infrastructure/cache/redis-attempt-counters.js';
import { RedisConnection } from '../infrastructure/cache/redis-connection.js';
import { RedisRateLimitStorage } from '../infrastructure/cache/redis-rate-limit-storage.js';
import { SharedCountersProbe } from '../infrastructure/cache/shared-counters-probe.js';
import { Configuration } from '../infrastructure/config/configuration.js';

/** The one connection of the process to Redis; null where `REDIS_URL` is not set. */
class SharedCounters implements OnApplicationShutdown {
  readonly connection: RedisConnection | null;

  constructor({ values }: Configuration, logger: ILogger) {
    this.connection = values.REDIS_URL === null ? null : new RedisConnection(values.REDIS_URL, logger);
  }

  onApplicationShutdown(): void {
    this.connection?.close();
  }
}

export type RateLimitStorage = MemoryRateLimitStorage | RedisRateLimitStorage;
export const RATE_LIMIT_STORAGE = Symbol('where requests are counted');

/** What processes count: together in Redis where there is one, each for itself otherwise. */
@Module({
  providers: [
    {
      provide: SharedCounters,
      inject: [Configuration, ILogger],
      useFactory: (configuration: Configuration, logger: ILogger) =>
        new SharedCounters(configuration, logger),
    },
    {
      provide: RATE_LIMIT_STORAGE,
      inject: [SharedCounters],
      useFactory: ({ connection }: SharedCounters): RateLimitStorage => {
        const own = new MemoryRateLimitStorage();
        return connection ? new RedisRateLimitStorage(connection, own) : own;
      },
    },
    {
      provide: IAttemptCounters,
      inject: [SharedCounters],
      useFactory: ({ connection }: SharedCounters): IAttemptCounters => {
        const own = new MemoryAttemptCounters();
        return connection ? new RedisAttemptCounters(connection, own) : own;
      },
    },
    {
      provide: ISharedCountersProbe,
      inject: [SharedCounters],
      useFactory: ({ connection }: SharedCounters) => new SharedCountersProbe(connection),
    },
  ],
  exports: [RATE_LIMIT_STORAGE, IAttemptCounters, ISharedCountersProbe],
})
export class SharedCountersModule {}

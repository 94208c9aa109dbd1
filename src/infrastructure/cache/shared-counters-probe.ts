import { ISharedCountersProbe } from '../../application/system/ports/shared-counters-probe.js';
import type { RedisConnection } from './redis-connection.js';

export class SharedCountersProbe extends ISharedCountersProbe {
  constructor(private readonly redis: Pick<RedisConnection, 'isReachable'> | null) {
    super();
  }

  isUsed(): boolean {
    return this.redis !== null;
  }

  async isReachable(): Promise<boolean> {
    return (await this.redis?.isReachable()) ?? false;
  }
}

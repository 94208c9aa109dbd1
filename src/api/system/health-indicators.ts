import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { ICatalogQueries } from '../../application/catalog/ports/catalog-queries.js';
import { IClock } from '../../application/ports/clock.js';
import { IEventInbox } from '../../application/ports/event-inbox.js';
import { HEARTBEAT_STALE_MS } from '../../application/system/heartbeat.js';
import { IDatabaseProbe } from '../../application/system/ports/database-probe.js';
import { IHeartbeats } from '../../application/system/ports/heartbeats.js';
import { ISharedCountersProbe } from '../../application/system/ports/shared-counters-probe.js';
import { IStripeProbe } from '../../application/system/ports/stripe-probe.js';
import { DEFAULT_ORGANIZATION_ID } from '../../domain/shared/organization.js';

/** All probes run at once and `/health` must answer within two seconds: less than a pool's wait for a connection. */
const PROBE_TIMEOUT_MS = 1_200;
/** Events are applied within a second or two; one that is due for a minute means that nobody applies them. */
export const BACKLOG_UNHEALTHY_MS = 60_000;

/** Each part's health, in a word. Reasons may hold addresses, so they stay in the log. */
@Injectable()
export class HealthIndicators {
  readonly #asked = new Map<string, Promise<boolean>>();

  constructor(
    private readonly sessions: HealthIndicatorService,
    private readonly databaseProbe: IDatabaseProbe,
    private readonly heartbeats: IHeartbeats,
    private readonly inbox: IEventInbox,
    private readonly stripeProbe: IStripeProbe,
    private readonly sharedCounters: ISharedCountersProbe,
    private readonly catalogue: ICatalogQueries,
    private readonly clock: IClock,
  ) {}

  database(): Promise<HealthIndicatorResult> {
    return this.#probe('database', () => this.databaseProbe.ping().then(() => true));
  }

  migrations(): Promise<HealthIndicatorResult> {
    return this.#probe('migrations', () => this.databaseProbe.isMigrated());
  }

  worker(): Promise<HealthIndicatorResult> {
    return this.#probe('worker', async () => {
      const beat = await this.heartbeats.latest('worker');
      return beat !== null && this.clock.now().getTime() - beat.getTime() <= HEARTBEAT_STALE_MS;
    });
  }

  backlog(): Promise<HealthIndicatorResult> {
    return this.#probe('events', async () => {
      const { oldestDueMs } = await this.inbox.backlog();
      return oldestDueMs <= BACKLOG_UNHEALTHY_MS;
    });
  }

  /** Customers can sign in, order and look around without Stripe, and payments recover by themselves: degraded. */
  stripe(): Promise<HealthIndicatorResult> {
    return this.#probe('stripe', () => this.stripeProbe.isReachable(), 'degraded');
  }

  /** Without it each process counts for itself: limits are wider then, and nothing fails. No line where there is none. */
  async redis(): Promise<HealthIndicatorResult> {
    if (!this.sharedCounters.isUsed()) return {};
    return this.#probe('redis', () => this.sharedCounters.isReachable(), 'degraded');
  }

  sandbox(): Promise<HealthIndicatorResult> {
    return this.#probe('sandbox', () => this.stripeProbe.isReachable());
  }

  catalogueSeeded(): Promise<HealthIndicatorResult> {
    return this.#probe('catalogue', async () => {
      const page = { limit: 1, cursor: null };
      const { data } = await this.catalogue.listProducts(DEFAULT_ORGANIZATION_ID, 'shop', page);
      return data.length > 0;
    });
  }

  async #probe(
    key: string,
    isFine: () => Promise<boolean>,
    otherwise: 'degraded' | 'down' = 'down',
  ): Promise<HealthIndicatorResult> {
    const session = this.sessions.check(key);
    const fine = await session
      .attempt(async () => assertFine(await this.#askOnce(key, isFine)))
      .withTimeout(PROBE_TIMEOUT_MS);
    if (fine[key]?.status === 'up') return session.up();
    return otherwise === 'down' ? session.down() : session.degraded();
  }

  /** Once for all who ask meanwhile: anyone may ask, and a crowd must not take every connection to the database. */
  #askOnce(key: string, isFine: () => Promise<boolean>): Promise<boolean> {
    const answer = this.#asked.get(key) ?? isFine().finally(() => this.#asked.delete(key));
    this.#asked.set(key, answer);
    return answer;
  }
}

function assertFine(fine: boolean): void {
  if (!fine) throw new Error('Not as it should be.');
}

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { NETWORK_BUDGETS } from '../../src/domain/identity/sign-in-budget.js';
import { type RunningApp, startApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { PASSWORD, registration, startIdentityApp } from '../support/identity-app.js';
import { hasRedis, RedisServer } from '../support/redis-server.js';

const LIMIT = 20;
const BACK_WITHIN_MS = 10_000;
/** A request that meets a silent Redis waits for one command; the rest is a busy machine's. */
const NO_LONGER_THAN_MS = 1_500;

const describeWithRedis = hasRedis() ? describe : describe.skip;

describeWithRedis('rate limits of several processes', () => {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  let redis: RedisServer;
  let apps: RunningApp[];

  beforeEach(async () => {
    lines.length = 0;
    redis = await RedisServer.start();
    const env = { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: String(LIMIT), TRUST_PROXY: '127.0.0.1' };
    apps = await Promise.all([startApp({ env, logger }), startApp({ env, logger })]);
  });
  afterEach(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await redis.close();
  });

  const ask = (app: RunningApp | undefined, client: string, path = '/api/config'): Promise<Response> =>
    fetch(`${app?.url}${path}`, { headers: { 'x-forwarded-for': client } });
  const status = async (...asked: Parameters<typeof ask>): Promise<number> => (await ask(...asked)).status;
  const statuses = async (count: number, client: string, of = apps): Promise<number[]> => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push(await status(of[index % of.length], client));
    return seen;
  };
  const redisIn = async (app: RunningApp | undefined): Promise<string | undefined> => {
    const body = (await (await fetch(`${app?.url}/health`)).json()) as {
      details: Record<string, { status: string }>;
    };
    return body.details.redis?.status;
  };
  const said = (text: string): number => lines.filter((line) => line.includes(text)).length;

  it('are one limit, whichever process is asked', async () => {
    expect(new Set(await statuses(LIMIT, '203.0.113.1'))).toEqual(new Set([200]));
    const refused = await Promise.all(apps.map((app) => ask(app, '203.0.113.1')));
    expect(refused.map((answer) => answer.status)).toEqual([429, 429]);
    const wait = Number(refused[0]?.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await status(apps[0], '203.0.113.2')).toBe(200);
  });

  it('let exactly so many of a burst through', async () => {
    const burst = Array.from({ length: 3 * LIMIT }, (_, index) => status(apps[index % 2], '203.0.113.3'));
    const let200 = (await Promise.all(burst)).filter((one) => one === 200);
    expect(let200).toHaveLength(LIMIT);
  });

  it('go on in each process while Redis is away, said once, and are one again when it is back', async () => {
    expect(await redisIn(apps[0])).toBe('up');
    await statuses(LIMIT, '203.0.113.4');
    await redis.kill();
    // Half of the limit is used up in each process already.
    expect(await statuses(LIMIT, '203.0.113.4', apps.slice(0, 1))).toEqual([
      ...Array.from({ length: LIMIT / 2 }, () => 200),
      ...Array.from({ length: LIMIT / 2 }, () => 429),
    ]);
    expect(await redisIn(apps[0])).toBe('degraded');
    expect((await fetch(`${apps[0]?.url}/health/live`)).status).toBe(200);
    await statuses(2 * LIMIT, '203.0.113.5');
    expect(said('Redis is away')).toBe(apps.length);

    await redis.start();
    for (const app of apps)
      await eventually(
        () => redisIn(app),
        (one) => one === 'up',
        BACK_WITHIN_MS,
      );
    expect(said('Redis is back')).toBe(apps.length);
    await statuses(LIMIT, '203.0.113.6');
    expect(await status(apps[1], '203.0.113.6')).toBe(429);
  });

  it('keep no one waiting for a Redis that is silent', async () => {
    await statuses(2, '203.0.113.7');
    redis.freeze();
    for (let count = 0; count < 3; count += 1) {
      const begun = performance.now();
      expect(await status(apps[0], '203.0.113.7')).toBe(200);
      expect(performance.now() - begun).toBeLessThan(NO_LONGER_THAN_MS);
    }
  });
});

describeWithRedis('guesses at a password', () => {
  it('are counted over all processes, the right ones not, and on while Redis is away', async () => {
    const redis = await RedisServer.start();
    const env = { REDIS_URL: redis.url, RATE_LIMIT_PER_MINUTE: '600' };
    const apps = await Promise.all([startIdentityApp({ env }), startIdentityApp({ env })]);
    const [first] = apps;
    const guess = async (index: number, email: string): Promise<number> => {
      const browser = apps[index % apps.length]?.browser();
      const answer = await browser?.post('/api/auth/login', { email, password: 'a wrong password' });
      return answer?.status ?? 0;
    };
    const inTurn = async (count: number, email: string): Promise<number[]> => {
      const seen: number[] = [];
      for (let index = 0; index < count; index += 1) seen.push(await guess(index, email));
      return seen;
    };
    try {
      const { tries } = NETWORK_BUDGETS[0] ?? { tries: 0 };
      const email = `${crypto.randomUUID()}@example.com`;
      await first.browser().post('/api/auth/register', registration({ email }));
      const wrong = (count: number): number[] => Array.from({ length: count }, () => 401);

      expect(await inTurn(tries - 1, email)).toEqual(wrong(tries - 1));
      const right = await first.browser().post('/api/auth/login', { email, password: PASSWORD });
      expect(right.status).toBe(200);
      expect(await inTurn(3, email)).toEqual([401, 429, 429]);

      await redis.kill();
      const other = `${crypto.randomUUID()}@example.com`;
      expect(await inTurn(2 * tries + 2, other)).toEqual([...wrong(2 * tries), 429, 429]);
    } finally {
      await Promise.all(apps.map((app) => app.close()));
      await redis.close();
    }
  });
});

describe('a Redis that was never there', () => {
  it('is no reason not to start', async () => {
    const app = await startApp({ env: { REDIS_URL: 'redis://127.0.0.1:9' } });
    try {
      expect((await fetch(`${app.url}/api/config`)).status).toBe(200);
      const health = (await (await fetch(`${app.url}/health`)).json()) as { details: { redis: object } };
      expect(health.details.redis).toMatchObject({ status: 'degraded' });
    } finally {
      await app.close();
    }
  });
});

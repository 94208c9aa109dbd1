import request from 'supertest';
import { HEARTBEAT_STALE_MS } from '../../src/application/system/heartbeat.js';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { TestSandbox } from '../support/sandbox.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';
import { DatabaseProxy } from '../support/database-proxy.js';

const ANSWER_WITHIN_MS = 2_000;
const RECOVER_WITHIN_MS = 10_000;
const TOKEN = 'a monitoring token';

describe('health', () => {
  let app: RunningApp;
  let sandbox: TestSandbox;

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    app = await startApp({
      env: { STRIPE_API_BASE: sandbox.url, READY_REQUIRES: 'worker,sandbox', METRICS_TOKEN: TOKEN },
    });
  });
  afterAll(async () => {
    await app.close();
    await sandbox.close();
  });

  const get = (path: string): request.Test => request(app.url).get(path);
  const down = async (path: string): Promise<string[]> => Object.keys((await get(path)).body.error);
  const beat = (ageMs: number): Promise<unknown> =>
    sql(
      app.database.url,
      `INSERT INTO process_heartbeats VALUES ('worker', gen_random_uuid(), now(), now() - $1 * interval '1 ms')`,
      [ageMs],
    );

  it('is ready only when worker and sandbox answer and there is something to sell', async () => {
    expect((await get('/health/ready')).status).toBe(503);
    expect(await down('/health/ready')).toEqual(['worker', 'catalogue']);
    await stock(await ApiUser.operator(app));
    await beat(0);
    expect((await get('/health/ready')).status).toBe(200);
  });

  it('takes a worker that was last heard of long ago for dead', async () => {
    await sql(app.database.url, 'DELETE FROM process_heartbeats');
    await beat(HEARTBEAT_STALE_MS + 1_000);
    expect((await get('/health')).status).toBe(503);
    expect(await down('/health')).toEqual(['worker']);
    await beat(0);
    expect((await get('/health')).status).toBe(200);
  });

  it('is bad when events wait for a minute', async () => {
    await sql(
      app.database.url,
      `INSERT INTO stripe_events (organization_id, id, type, livemode, stripe_created_at, payload, received_at, next_attempt_at)
       SELECT id, 'evt_late', 'x', false, now(), '{}', now() - interval '2 min', now() - interval '2 min' FROM organizations`,
    );
    expect(await down('/health')).toEqual(['events']);
    await sql(app.database.url, 'DELETE FROM stripe_events');
  });

  it('is not ready before every migration has run', async () => {
    const [migration] = await sql<{ id: number; timestamp: string; name: string }>(
      app.database.url,
      'DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations) RETURNING *',
    );
    expect(await down('/health/ready')).toEqual(['migrations']);
    await sql(app.database.url, 'INSERT INTO migrations (timestamp, name) VALUES ($1, $2)', [
      migration?.timestamp,
      migration?.name,
    ]);
    expect((await get('/health/ready')).status).toBe(200);
  });

  describe('in detail', () => {
    const internal = (authorization?: string): request.Test =>
      authorization === undefined
        ? get('/health/internal')
        : get('/health/internal').set('authorization', authorization);

    it('is shown to a monitor with the token, and to an operator', async () => {
      const answer = await internal(`Bearer ${TOKEN}`);
      expect([answer.status, answer.body.stripe_reachable, answer.body.events.pending]).toEqual([
        200,
        true,
        0,
      ]);
      expect((await (await ApiUser.operator(app)).get('/health/internal')).status).toBe(200);
    });

    it('is shown to nobody else', async () => {
      expect((await internal()).status).toBe(401);
      expect((await internal('Bearer a monitoring tokeN')).status).toBe(401);
      expect((await (await ApiUser.register(app)).get('/health/internal')).status).toBe(403);
    });
  });
});

describe('Stripe out of reach', () => {
  it('is degraded, not unhealthy', async () => {
    const app = await startApp();
    try {
      await sql(
        app.database.url,
        `INSERT INTO process_heartbeats VALUES ('worker', gen_random_uuid(), now(), now())`,
      );
      const { status, body } = await request(app.url).get('/health');
      expect([status, body.status, body.details.stripe.status]).toEqual([200, 'degraded', 'degraded']);
    } finally {
      await app.close();
    }
  });
});

describe('the database', () => {
  let proxy: DatabaseProxy;
  let app: RunningApp;

  beforeAll(async () => {
    proxy = await DatabaseProxy.before();
    app = await startApp({ throughProxy: proxy });
  });
  afterAll(async () => {
    proxy.bringBack();
    await app.close();
    await proxy.close();
  });

  const timed = async (path: string): Promise<{ status: number; code: unknown; ms: number }> => {
    const from = performance.now();
    const { status, body } = await request(app.url).get(path);
    return { status, code: body.code, ms: performance.now() - from };
  };

  describe.each([
    ['killed', () => proxy.takeAway()],
    ['hanging', () => proxy.hang()],
  ])('when it is %s', (_, goAway) => {
    it('requests are answered 503 within two seconds, liveness stays, and all recovers by itself', async () => {
      await Promise.all(Array.from({ length: 5 }, () => timed('/api/products')));
      goAway();
      const products = await Promise.all(Array.from({ length: 5 }, () => timed('/api/products')));
      for (const answer of products) {
        expect(answer).toMatchObject({ status: 503, code: 'database_unavailable' });
        expect(answer.ms).toBeLessThan(ANSWER_WITHIN_MS);
      }
      for (const path of ['/health', '/health/ready']) {
        const answer = await timed(path);
        expect(answer.status).toBe(503);
        expect(answer.ms).toBeLessThan(ANSWER_WITHIN_MS);
      }
      expect((await timed('/health/live')).status).toBe(200);
      proxy.bringBack();
      await eventually(
        () => timed('/api/products'),
        ({ status }) => status === 200,
        RECOVER_WITHIN_MS,
      );
    });
  });
});

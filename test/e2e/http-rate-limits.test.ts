import request from 'supertest';
import { type RunningApp, startApp } from '../support/app.js';

describe('rate limits', () => {
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp({ env: { RATE_LIMIT_PER_MINUTE: '20', TRUST_PROXY: '127.0.0.1' } });
  });
  afterAll(() => app.close());

  const from = (client: string, path = '/api/config'): request.Test =>
    request(app.url).get(path).set('x-forwarded-for', client);
  const statuses = async (count: number, ask: () => request.Test): Promise<number[]> => {
    const seen: number[] = [];
    for (let index = 0; index < count; index += 1) seen.push((await ask()).status);
    return seen;
  };
  const logIn = (client: string, path = '/api/auth/login'): request.Test =>
    request(app.url)
      .post(path)
      .set('x-forwarded-for', client)
      .send({ email: 'nobody@example.com', password: 'horse tent gravel' });

  it('let a client send so many requests a minute, and say when it may go on', async () => {
    const first = await from('203.0.113.1');
    expect(first.headers).toMatchObject({ 'ratelimit-limit': '20', 'ratelimit-remaining': '19' });
    expect(new Set(await statuses(19, () => from('203.0.113.1')))).toEqual(new Set([200]));
    const refused = await from('203.0.113.1');
    expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(60);
  });

  it('count all routes of a client together, and each client for itself', async () => {
    await statuses(20, () => from('203.0.113.2', '/api/products'));
    expect((await from('203.0.113.2', '/api/config')).status).toBe(429);
    expect((await from('203.0.113.3')).status).toBe(200);
  });

  it('take the addresses of one IPv6 network for one client', async () => {
    for (let host = 1; host <= 20; host += 1) await from(`2001:db8:1:2::${host}`);
    expect((await from('2001:db8:1:2::ffff')).status).toBe(429);
    expect((await from('2001:db8:1:3::1')).status).toBe(200);
  });

  it('are stricter where someone signs in', async () => {
    expect(await statuses(3, () => logIn('203.0.113.4'))).toEqual([401, 401, 429]);
  });

  it.each([
    ['203.0.113.6', '/%61pi/auth/login'],
    ['203.0.113.7', '/api/auth/logi%6E'],
  ])('hold (for %s) however the address is spelt: %s', async (client, path) => {
    expect(await statuses(3, () => logIn(client, path))).toEqual([401, 401, 429]);
  });

  it('do not hold for probes and webhooks', async () => {
    expect(new Set(await statuses(25, () => from('203.0.113.5', '/health/live')))).toEqual(new Set([200]));
    const deliver = (): request.Test =>
      request(app.url).post('/webhooks/stripe').set('x-forwarded-for', '203.0.113.5').send({});
    expect(new Set(await statuses(25, deliver))).toEqual(new Set([400]));
  });
});

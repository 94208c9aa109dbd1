import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiUser } from '../support/api-user.js';
import { type RunningApp, startApp } from '../support/app.js';
import { EdgeProbe, probeModule } from '../support/edge-probe.js';
import { bearer } from '../support/identity-app.js';

const OFFICE = '203.0.113.7';
const STRANGER = '198.51.100.1';
const MONITOR = 'a monitoring token';

/** The status and code of a request that comes with `X-Forwarded-For` and whatever else. */
async function outcome(
  app: RunningApp,
  path: string,
  headers: Record<string, string> = {},
): Promise<[number, string | null]> {
  const answer = await fetch(`${app.url}${path}`, { headers });
  const body = (await answer.json().catch(() => null)) as { code?: string } | null;
  return [answer.status, body?.code ?? null];
}

describe("operators' routes behind a proxy", () => {
  let app: RunningApp;
  let operator: Record<string, string>;
  const REFUSED = [403, 'address_refused'];

  beforeAll(async () => {
    app = await startApp({
      env: {
        TRUST_PROXY: '127.0.0.1, 10.0.0.0/8',
        OPERATOR_ALLOW: `203.0.113.0/24, 2001:db8::/32, ::1`,
        OPERATOR_DENY: '203.0.113.66',
        METRICS_TOKEN: MONITOR,
      },
    });
    operator = bearer((await ApiUser.operator(app)).accessToken);
  });
  afterAll(() => app.close());

  const from = (forwarded: string, path = '/api/admin/orders', headers = operator) =>
    outcome(app, path, { ...headers, 'x-forwarded-for': forwarded });

  it.each([OFFICE, '2001:db8:1::1', '::ffff:203.0.113.7', '::1'])('are open to %s', async (ip) => {
    expect(await from(ip)).toEqual([200, null]);
  });

  it.each([
    STRANGER,
    '203.0.113.66',
    '::ffff:203.0.113.66',
    '2001:db9::1',
    // The proxy itself, and nobody in front of it.
    '127.0.0.1',
    'unknown',
    '203.0.113.7.evil.example',
  ])('are closed to %s, whoever asks', async (ip) => {
    expect(await from(ip)).toEqual(REFUSED);
    expect(await from(ip, '/health/internal', bearer(MONITOR))).toEqual(REFUSED);
    expect(await from(ip, '/api/admin/orders', {})).toEqual(REFUSED);
  });

  it('are open to the monitor at the office', async () => {
    expect((await from(OFFICE, '/health/internal', bearer(MONITOR)))[0]).toBe(200);
  });

  it.each([
    '/%61pi/admin/orders',
    '/api/%61dmin/orders',
    '/api/admin/orders?x=/api/orders',
    '/health/%69nternal',
  ])('are closed however they are spelt: %s', async (path) => {
    expect(await from(STRANGER, path)).toEqual(REFUSED);
  });

  it('believe the address that the trusted proxy saw, and none that the client wrote before it', async () => {
    expect(await from(`${OFFICE}, ${STRANGER}`)).toEqual(REFUSED);
    expect(await from(`${OFFICE}, ${STRANGER}, 10.1.2.3`)).toEqual(REFUSED);
    expect(await from(`${STRANGER}, ${OFFICE}, 10.1.2.3`)).toEqual([200, null]);
  });

  it('believe no other header', async () => {
    for (const name of ['forwarded', 'x-real-ip', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip']) {
      const value = name === 'forwarded' ? `for=${OFFICE}` : OFFICE;
      const headers = { ...operator, [name]: value, 'x-forwarded-for': STRANGER };
      expect(await outcome(app, '/api/admin/orders', headers)).toEqual(REFUSED);
    }
  });

  it('are all that is closed: customers come from anywhere', async () => {
    expect((await from(STRANGER, '/api/products', {}))[0]).toBe(200);
    expect((await from(STRANGER, '/health/live', {}))[0]).toBe(200);
    expect((await from(STRANGER, '/api/orders'))[0]).toBe(200);
  });
});

describe('without a trusted proxy', () => {
  it('nothing that a client writes about itself is believed', async () => {
    const app = await startApp({
      env: { OPERATOR_ALLOW: OFFICE },
      extraModules: [probeModule(new EdgeProbe())],
    });
    try {
      const operator = bearer((await ApiUser.operator(app)).accessToken);
      const forged = { ...operator, 'x-forwarded-for': OFFICE };
      expect(await outcome(app, '/api/admin/orders', forged)).toEqual([403, 'address_refused']);
      const seen = await fetch(`${app.url}/api/probe/client`, { headers: forged });
      expect(await seen.json()).toEqual({ ip: '127.0.0.1' });
    } finally {
      await app.close();
    }
  });
});

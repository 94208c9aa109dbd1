import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { bearer, createKaikei, type Kaikei } from '../src/index.js';
import { installBrowserGlobals } from './support/browser-globals.js';
import { json, TestServer } from './support/test-server.js';

const UNAUTHENTICATED = { code: 'unauthenticated', detail: 'Sign in.' };

/** A server whose access has expired until it is renewed. */
let server: TestServer;
let expired: boolean;
let renewable: boolean;
/** Refusals wait until there are as many. */
let refusedTogether: number;
let kaikei: Kaikei;
let ended: number;

beforeEach(async () => {
  installBrowserGlobals('theme=dark; campaign=50%off; kaikei_csrf=a-1');
  expired = true;
  renewable = true;
  refusedTogether = 1;
  ended = 0;
  const refused: ServerResponse[] = [];
  server = await TestServer.start(({ url }, response) => {
    if (url === '/api/auth/refresh') {
      expired &&= !renewable;
      json(response, renewable ? 200 : 401, renewable ? {} : UNAUTHENTICATED);
    } else if (url === '/api/auth/login') {
      json(response, 401, { code: 'invalid_credentials' });
    } else if (!expired) {
      json(response, 200, { csrf_token: 'of the answer' });
    } else if (refused.push(response) === refusedTogether) {
      for (const one of refused.splice(0)) json(one, 401, UNAUTHENTICATED);
    }
  });
  kaikei = createKaikei({ baseUrl: server.url });
  kaikei.onSessionEnd(() => (ended += 1));
});
afterEach(() => server.stop());

const renewals = (): number => server.paths.filter((path) => path === '/api/auth/refresh').length;

describe('a session by cookies', () => {
  test('repeats the CSRF token where something changes, and only there, whatever cookies others have set', async () => {
    expired = false;
    await kaikei.get('/api/config');
    await kaikei.post('/api/auth/logout');
    expect(server.asked.map(({ headers }) => headers['x-csrf-token'])).toEqual([undefined, 'a-1']);
  });

  test('is renewed once for all calls that found it expired, and each is sent again', async () => {
    refusedTogether = 3;
    await Promise.all([
      kaikei.get('/api/orders'),
      kaikei.get('/api/products'),
      kaikei.get('/api/auth/session'),
    ]);
    expect(renewals()).toBe(1);
    expect(server.asked).toHaveLength(7);
    expect(ended).toBe(0);
  });

  test('is not renewed again for a call that was sent before another tab renewed it', async () => {
    const call = kaikei.get('/api/orders');
    localStorage.setItem('kaikei.refreshed-at', String(Date.now() + 1_000));
    await expect(call).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(renewals()).toBe(0);
  });

  test('ends for its listeners when it cannot be renewed, and the call says why', async () => {
    renewable = false;
    await expect(kaikei.get('/api/orders')).rejects.toMatchObject({ status: 401, code: 'unauthenticated' });
    expect(ended).toBe(1);
  });

  test('is left alone by a wrong password', async () => {
    const body = { email: 'a@example.com', password: 'wrong' };
    await expect(kaikei.post('/api/auth/login', { body })).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    expect([renewals(), ended]).toEqual([0, 0]);
  });

  test('of another origin, whose cookies no page can read, takes the CSRF token from the answers', async () => {
    installBrowserGlobals('');
    expired = false;
    await kaikei.get('/api/auth/session');
    await createKaikei({ baseUrl: server.url }).post('/api/auth/logout');
    expect(server.asked.at(-1)?.headers['x-csrf-token']).toBe('of the answer');
  });

  test('that cannot be asked about is no end of it: the effect of the call is unknown', async () => {
    const away = createKaikei({ baseUrl: 'http://127.0.0.1:9' });
    away.onSessionEnd(() => (ended += 1));
    await expect(away.get('/api/orders')).rejects.toMatchObject({ code: 'no_answer' });
    expect(ended).toBe(0);
  });
});

test('a bearer token that was refused is asked for again after the program renewed it', async () => {
  let token = 'old';
  const renew = () => {
    token = 'new';
    expired = false;
    return Promise.resolve(true);
  };
  const program = createKaikei({ baseUrl: server.url, identity: bearer(() => token, renew) });
  await program.get('/api/orders');
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { bearer, type IdentityApp, PASSWORD, startIdentityApp } from '../support/identity-app.js';

let identity: IdentityApp;
let browser: BrowserClient;
let registered: AnswerBody;

beforeAll(async () => {
  identity = await startIdentityApp();
});
afterAll(() => identity.close());
beforeEach(async () => {
  ({ browser, answer: registered } = await identity.registered());
});

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];

describe('cross-site request forgery', () => {
  const UNSAFE = [
    ['PATCH', '/api/users/me', 200],
    ['POST', '/api/auth/refresh', 200],
    ['POST', '/api/auth/logout', 204],
  ] as const;

  it.each(UNSAFE)('%s %s by cookie needs the token of this very session', async (method, path, success) => {
    const send = (headers: Record<string, string>): Promise<Answer> =>
      browser.send(method, path, {
        csrf: false,
        headers,
        ...(method === 'PATCH' && { body: { name: 'Hana' } }),
      });
    const other = await identity.browser().post('/api/auth/login', {
      email: registered.user?.email,
      password: PASSWORD,
    });
    const refused = [403, 'csrf_token_invalid'];
    expect(outcomeOf(await send({}))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': '' }))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': 'x'.repeat(43) }))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': String(other.body?.csrf_token) }))).toEqual(refused);
    expect((await send({ 'x-csrf-token': String(registered.csrf_token) })).status).toBe(success);
  });

  it.each(UNSAFE)('%s %s with a bearer token does not', async (method, path, success) => {
    const body = method === 'PATCH' ? { name: 'Hana' } : undefined;
    const answer = await browser.send(method, path, {
      csrf: false,
      headers: bearer(registered.access_token),
      body,
    });
    expect(answer.status).toBe(success);
  });

  it.each<[string, Record<string, string>]>([
    ['from our own origin', { origin: 'http://localhost:3000', referer: 'http://localhost:3000/' }],
    ['from no origin', { origin: 'null' }],
    ['from the same site', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' }],
    [
      'by another method',
      { 'x-http-method-override': 'GET', 'x-method-override': 'GET', 'x-http-method': 'GET' },
    ],
    ['with a token that is no token', { authorization: 'Basic aGFuYWtvOg==' }],
  ])('needs it whatever a request says of itself: %s', async (_, headers) => {
    const answer = await browser.send('PATCH', '/api/users/me', {
      csrf: false,
      headers,
      body: { name: 'Hana' },
    });
    expect(outcomeOf(answer)).toEqual([403, 'csrf_token_invalid']);
  });

  it('takes it from the header alone', async () => {
    const token = encodeURIComponent(String(registered.csrf_token));
    const path = `/api/users/me?csrf_token=${token}&x-csrf-token=${token}`;
    const answer = await browser.send('PATCH', path, { csrf: false, body: { name: 'Hana' } });
    expect(outcomeOf(answer)).toEqual([403, 'csrf_token_invalid']);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'signs nobody in by a form of a foreign page, which can send %j',
    async (type) => {
      const body = new Blob([JSON.stringify({ email: registered.user?.email, password: PASSWORD })]);
      const headers = {
        'content-type': type,
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      };
      const answer = await fetch(`${identity.app.url}/api/auth/login`, { method: 'POST', headers, body });
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([415, []]);
    },
  );

  it('begins a session of its own at each sign-in, whatever cookies were there', async () => {
    const victim = identity.browser();
    for (const [name, value] of browser.cookies) victim.cookies.set(name, value);
    const planted = new Map(victim.cookies);
    const login = { email: registered.user?.email, password: PASSWORD };
    expect((await victim.post('/api/auth/login', login, { csrf: false })).status).toBe(200);
    for (const name of ['kaikei_access', 'kaikei_refresh', 'kaikei_csrf']) {
      expect([name, victim.cookies.get(name)]).not.toEqual([name, planted.get(name)]);
    }
    const sessionOf = (cookies: ReadonlyMap<string, string>): string =>
      cookies.get('kaikei_refresh')?.split('.')[0] ?? '';
    expect(sessionOf(victim.cookies)).not.toBe(sessionOf(planted));
  });

  it.each(['/api/auth/refresh', '/api/auth/logout'])(
    '%s takes the session of the token, whatever another host of the domain has put before its cookie',
    async (path) => {
      const { browser: stranger } = await identity.registered();
      const planted = ['not a token', stranger.cookies.get('kaikei_refresh')];
      const own = [...browser.cookies].map(([name, value]) => `${name}=${value}`);
      const cookie = [...planted.map((value) => `kaikei_refresh=${value}`), ...own].join('; ');
      expect((await browser.post(path, undefined, { headers: { cookie } })).status).toBeLessThan(300);
      expect((await stranger.post('/api/auth/refresh')).status).toBe(200);
    },
  );

  it('is no matter for requests that change nothing', async () => {
    expect((await browser.get('/api/users/me', { csrf: false })).status).toBe(200);
  });

  it('does not stand in the way of signing in with cookies of an older session', async () => {
    const login = { email: registered.user?.email, password: PASSWORD };
    expect((await browser.post('/api/auth/login', login, { csrf: false })).status).toBe(200);
  });
});

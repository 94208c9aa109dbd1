import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEVICE_BUDGETS, NETWORK_BUDGETS } from '../../src/domain/identity/sign-in-budget.js';
import type { Answer, BrowserClient } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { type IdentityApp, PASSWORD, registration, startIdentityApp } from '../support/identity-app.js';

const WITHIN_MS = 10_000;
const TRIES = NETWORK_BUDGETS[0]?.tries ?? 0;
const SESSION_TRIES = DEVICE_BUDGETS[0]?.tries ?? 0;

let identity: IdentityApp;

// Six hundred a minute, as usual: so that the tries are not scaled up.
beforeAll(async () => {
  identity = await startIdentityApp({ env: { RATE_LIMIT_PER_MINUTE: '600', TRUST_PROXY: '127.0.0.1' } });
});
afterAll(() => identity.close());

const logIn = (client: BrowserClient, email: string, password: string): Promise<Answer> =>
  client.post('/api/auth/login', { email, password });

async function owner(): Promise<{ email: string; browser: BrowserClient }> {
  const email = `${crypto.randomUUID()}@example.com`;
  const browser = identity.browser();
  await browser.post('/api/auth/register', registration({ email }));
  return { email, browser };
}

/** What can be told from the answers to somebody who guesses. */
async function guesses(email: string, count = TRIES + 2): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let index = 0; index < count; index += 1) {
    const { status, body, headers } = await logIn(identity.browser(), email, 'a wrong password');
    const names = [...headers.keys()].filter((name) => name !== 'date' && name !== 'x-request-id');
    seen.push([status, body?.code, names]);
  }
  return seen;
}

describe('an attacker who guesses passwords', () => {
  it('is stopped, as for an address without an account, even with the right one; the owner sees it', async () => {
    const { email, browser } = await owner();
    const seen = await guesses(email);
    expect(seen.map((one) => (one as unknown[]).slice(0, 2))).toEqual([
      ...Array.from({ length: TRIES }, () => [401, 'invalid_credentials']),
      [429, 'rate_limited'],
      [429, 'rate_limited'],
    ]);
    expect(await guesses(`${crypto.randomUUID()}@example.com`)).toEqual(seen);
    const stopped = await logIn(identity.browser(), email, PASSWORD);
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);

    // Their owner sees each wrong password, and once that others were refused.
    const history = await eventually(
      async () => (await browser.get('/api/users/me/sign-ins')).body?.data as { outcome: string }[],
      (all) => all.length >= TRIES + 2,
      WITHIN_MS,
    );
    const wrong = Array.from({ length: TRIES }, () => 'wrong_password');
    expect(history.map(({ outcome }) => outcome)).toEqual(['too_many_tries', ...wrong, 'succeeded']);
    expect(history[0]).toMatchObject({ method: 'password', ip: '127.0.0.1' });
  });

  it('does not keep the owner out, whose browser is known', async () => {
    const { email, browser } = await owner();
    await browser.post('/api/auth/logout');
    await guesses(email);
    expect((await logIn(browser, email, PASSWORD)).status).toBe(200);
  });

  it('gains nothing by a cookie that is forged, taken from another account, or cut', async () => {
    const victim = await owner();
    const attacker = await owner();
    await guesses(victim.email);
    const own = attacker.browser.cookies.get('kaikei_device') ?? '';
    const [id = '', tag = ''] = (victim.browser.cookies.get('kaikei_device') ?? '').split('.');
    for (const cookie of [
      own,
      `${id}.${'A'.repeat(tag.length)}`,
      id,
      `${own.split('.')[0] ?? ''}.${tag}`,
      '.',
      '',
    ]) {
      const client = identity.browser();
      client.cookies.set('kaikei_device', cookie);
      expect([cookie, (await logIn(client, victim.email, PASSWORD)).status]).toEqual([cookie, 429]);
    }
  });
});

describe('somebody with a session that is not theirs', () => {
  it.each<[string, string, string, (password: string) => object, number]>([
    [
      'change the password',
      'POST',
      '/api/auth/password/change',
      (current_password) => ({ current_password, new_password: 'gravel tent horse' }),
      204,
    ],
    [
      'ask for another address',
      'POST',
      '/api/auth/email/change',
      (current_password) => ({ current_password, new_email: `${crypto.randomUUID()}@example.com` }),
      202,
    ],
    ['delete the account', 'DELETE', '/api/users/me', (password) => ({ password }), 204],
  ])(
    'does not %s by guessing on, and keeps the owner out of nothing',
    async (_, method, path, body, done) => {
      const { email, browser } = await owner();
      const thief = browser.copy();
      // Each from an address of its own, so that only what is counted for the session stands in the way.
      let sent = 0;
      const present = (client: BrowserClient, password: string): Promise<Answer> => {
        const headers = { 'x-forwarded-for': `198.51.100.${(sent += 1)}` };
        return client.send(method, path, { headers, body: body(password) });
      };
      const seen = new Set<unknown>();
      for (let index = 0; index <= SESSION_TRIES; index += 1) {
        seen.add((await present(thief, `a wrong password ${index}`)).body?.code);
      }
      expect([...seen]).toEqual(['password_wrong', 'rate_limited']);
      const stopped = await present(thief, PASSWORD);
      expect([stopped.status, Number(stopped.headers.get('retry-after')) > 0]).toEqual([429, true]);

      expect((await logIn(browser, email, PASSWORD)).status).toBe(200);
      expect((await present(browser, PASSWORD)).status).toBe(done);
    },
  );
});

describe('the cookie of a known browser', () => {
  it('is httpOnly, names nobody, and stays when somebody signs out', async () => {
    const client = identity.browser();
    const email = `${crypto.randomUUID()}@example.com`;
    const { headers } = await client.post('/api/auth/register', registration({ email }));
    const cookie = headers.getSetCookie().find((one) => one.startsWith('kaikei_device=')) ?? '';
    expect(cookie).toMatch(
      /^kaikei_device=[\w-]{22}\.[\w-]{22}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    await client.post('/api/auth/logout');
    expect([...client.cookies.keys()]).toEqual(['kaikei_device']);
  });

  it('knows a browser for everybody who signs in by it', async () => {
    const [first, second] = [await owner(), await owner()];
    await logIn(first.browser, second.email, PASSWORD);
    await guesses(first.email);
    expect((await logIn(first.browser, first.email, PASSWORD)).status).toBe(200);
  });
});

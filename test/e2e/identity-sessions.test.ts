import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningApp } from '../support/app.js';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { bearer, type IdentityApp, PASSWORD, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';

let identity: IdentityApp;
let app: RunningApp;
let browser: BrowserClient;
let registered: AnswerBody;

beforeAll(async () => {
  identity = await startIdentityApp();
  app = identity.app;
});
afterAll(() => identity.close());
beforeEach(async () => {
  ({ browser, answer: registered } = await identity.registered());
});

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const refresh = (client: BrowserClient): Promise<Answer> => client.post('/api/auth/refresh');
const userId = (): string => registered.user?.id ?? '';
/** As if the user's used refresh tokens had been used so much earlier. */
const ageUsedTokens = (seconds: number): Promise<unknown> =>
  sql(
    app.database.url,
    `UPDATE refresh_tokens SET used_at = used_at - make_interval(secs => $2)
     WHERE session_id IN (SELECT id FROM sessions WHERE user_id = $1)`,
    [userId(), seconds],
  );

describe('GET /api/auth/session', () => {
  it('shows who is signed in, until when, and the CSRF token', async () => {
    const { status, body } = await browser.get('/api/auth/session');
    expect(status).toBe(200);
    expect(body).toEqual({
      user: registered.user,
      expires_at: expect.any(String),
      csrf_token: registered.csrf_token,
    });
    const daysLeft = (Date.parse(String(body?.expires_at)) - Date.now()) / 86_400_000;
    expect(daysLeft).toBeGreaterThan(29.9);
  });

  it('works by bearer token without any cookie', async () => {
    const stranger = identity.browser();
    const answer = await stranger.get('/api/auth/session', { headers: bearer(registered.access_token) });
    expect(answer.status).toBe(200);
  });

  it('is 401 for strangers', async () => {
    const answer = await identity.browser().get('/api/auth/session');
    expect(outcomeOf(answer)).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('POST /api/auth/refresh', () => {
  it('rotates the refresh token and answers with new tokens', async () => {
    const before = browser.cookies.get('kaikei_refresh');
    const { status, body } = await refresh(browser);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: registered.user,
      expires_in: 600,
      csrf_token: registered.csrf_token,
    });
    expect(browser.cookies.get('kaikei_refresh')).not.toBe(before);
    expect((await browser.get('/api/auth/session')).status).toBe(200);
  });

  it('works when the access token has expired', async () => {
    browser.cookies.delete('kaikei_access');
    expect((await refresh(browser)).status).toBe(200);
    expect(browser.cookies.has('kaikei_access')).toBe(true);
  });

  it('signs nobody out when twenty tabs refresh with one token at the same moment', async () => {
    const tabs = Array.from({ length: 20 }, () => browser.copy());
    const answers = await Promise.all(tabs.map(refresh));
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
    await ageUsedTokens(3_600);
    const last = tabs[7] ?? browser;
    expect((await refresh(last)).status).toBe(200);
    expect((await last.get('/api/auth/session')).status).toBe(200);
  });

  it('revokes the whole session when a used token comes back after the grace time', async () => {
    const thief = browser.copy();
    await refresh(browser);
    await ageUsedTokens(11);
    expect(outcomeOf(await refresh(thief))).toEqual([401, 'refresh_token_invalid']);
    expect(outcomeOf(await refresh(browser))).toEqual([401, 'refresh_token_invalid']);
    expect(outcomeOf(await browser.get('/api/auth/session'))).toEqual([401, 'session_ended']);
    const [row] = await sql<{ reason: string }>(
      app.database.url,
      'SELECT revoked_reason AS reason FROM sessions WHERE user_id = $1',
      [userId()],
    );
    expect(row?.reason).toBe('refresh_token_reused');
  });

  it.each(['', 'nonsense', `${crypto.randomUUID()}.${'A'.repeat(43)}`])(
    'refuses the cookie %p by bearer as well as without',
    async (cookie) => {
      const client = identity.browser();
      if (cookie !== '') client.cookies.set('kaikei_refresh', cookie);
      const answer = await client.post('/api/auth/refresh', undefined, {
        headers: bearer(registered.access_token),
      });
      expect(outcomeOf(answer)).toEqual([401, 'refresh_token_invalid']);
    },
  );
});

describe('POST /api/auth/logout', () => {
  it('ends the session and clears the cookies; doing it again changes nothing', async () => {
    const earlier = browser.copy();
    const answer = await browser.post('/api/auth/logout');
    expect([answer.status, answer.body]).toEqual([204, null]);
    expect([...browser.cookies.keys()]).toEqual(['kaikei_device']);
    expect(outcomeOf(await refresh(earlier))).toEqual([401, 'refresh_token_invalid']);
    expect(outcomeOf(await earlier.get('/api/auth/session'))).toEqual([401, 'session_ended']);
    expect(outcomeOf(await earlier.get('/api/users/me'))).toEqual([401, 'session_ended']);
    expect((await earlier.post('/api/auth/logout')).status).toBe(204);
    expect((await browser.post('/api/auth/logout')).status).toBe(204);
  });

  it('works by the refresh cookie alone, when the access token has expired', async () => {
    const earlier = browser.copy();
    browser.cookies.delete('kaikei_access');
    expect((await browser.post('/api/auth/logout')).status).toBe(204);
    expect((await earlier.get('/api/auth/session')).status).toBe(401);
  });

  it('works by the access cookie alone, and by bearer token', async () => {
    const earlier = browser.copy();
    browser.cookies.delete('kaikei_refresh');
    expect((await browser.post('/api/auth/logout')).status).toBe(204);
    expect((await earlier.get('/api/auth/session')).status).toBe(401);

    const login = { email: registered.user?.email, password: PASSWORD };
    const { body } = await browser.post('/api/auth/login', login);
    const headers = bearer(body?.access_token);
    const byBearer = identity.browser();
    expect((await byBearer.post('/api/auth/logout', undefined, { headers })).status).toBe(204);
    expect((await browser.get('/api/auth/session')).status).toBe(401);
  });
});

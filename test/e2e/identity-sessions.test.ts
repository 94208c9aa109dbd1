import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { RequireRole } from '../../src/api/http/auth/require-role.js';
import { type RunningApp, startApp } from '../support/app.js';
import { type Answer, BrowserClient } from '../support/browser-client.js';
import { sql } from '../support/sql.js';
import { startStripeCustomersStub, type StripeCustomersStub } from '../support/stripe-customers-stub.js';

const PASSWORD = 'horse tent gravel';

@Controller('api/admin/test')
@RequireRole('operator')
class OperatorsOnlyController {
  @Get()
  show(): { ok: true } {
    return { ok: true };
  }
}

@Module({ controllers: [OperatorsOnlyController] })
class OperatorsOnlyModule {}

let stripe: StripeCustomersStub;
let app: RunningApp;
let browser: BrowserClient;
let registered: Record<string, unknown>;

beforeAll(async () => {
  stripe = await startStripeCustomersStub();
  app = await startApp({ env: { STRIPE_API_BASE: stripe.url }, extraModules: [OperatorsOnlyModule] });
});
afterAll(async () => {
  await app.close();
  await stripe.close();
});
beforeEach(async () => {
  browser = new BrowserClient(app.url);
  const answer = await browser.post('/api/auth/register', {
    email: `${crypto.randomUUID()}@example.com`,
    password: PASSWORD,
    name: 'Hanako',
    terms_accepted: true,
    privacy_accepted: true,
  });
  registered = answer.body ?? {};
});

const refresh = (client: BrowserClient): Promise<Answer> => client.post('/api/auth/refresh');
const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.['code'] ?? null];
const bearer = (token: unknown): Record<string, string> => ({ authorization: `Bearer ${String(token)}` });
const userId = (): string => (registered['user'] as { id: string }).id;
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
      user: registered['user'],
      expires_at: expect.any(String),
      csrf_token: registered['csrf_token'],
    });
    const daysLeft = (Date.parse(String(body?.['expires_at'])) - Date.now()) / 86_400_000;
    expect(daysLeft).toBeGreaterThan(29.9);
  });

  it('works by bearer token without any cookie', async () => {
    const stranger = new BrowserClient(app.url);
    const answer = await stranger.get('/api/auth/session', { headers: bearer(registered['access_token']) });
    expect(answer.status).toBe(200);
  });

  it('is 401 for strangers', async () => {
    const answer = await new BrowserClient(app.url).get('/api/auth/session');
    expect(outcomeOf(answer)).toEqual([401, 'unauthenticated']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('forged access tokens', () => {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = (): Record<string, unknown> => new JwtService().decode(String(registered['access_token']));
  const signed = (
    changes: object,
    secret = app.configuration.values.JWT_SECRET,
    algorithm: 'HS256' | 'HS512' = 'HS256',
  ) => new JwtService().sign({ ...claims(), ...changes }, { secret, algorithm });
  const now = (): number => Math.floor(Date.now() / 1000);

  it('are told from a genuine one by this very test', async () => {
    const answer = await new BrowserClient(app.url).get('/api/auth/session', { headers: bearer(signed({})) });
    expect(answer.status).toBe(200);
  });

  it.each<[string, () => string]>([
    ['no signature (alg none)', () => `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims())}.`],
    ['another key', () => signed({}, 'another secret of more than 32 bytes')],
    ['another algorithm', () => signed({}, undefined, 'HS512')],
    ['expired', () => signed({ iat: now() - 700, exp: now() - 1 })],
    ['another audience', () => signed({ aud: 'elsewhere' })],
    ['another issuer', () => signed({ iss: 'elsewhere' })],
    [
      'claims changed under the old signature',
      () => {
        const [header, , signature] = String(registered['access_token']).split('.');
        return [header, encode({ ...claims(), role: 'operator' }), signature].join('.');
      },
    ],
    ['nonsense', () => 'nonsense'],
  ])('are refused: %s', async (_, forge) => {
    const answer = await new BrowserClient(app.url).get('/api/auth/session', { headers: bearer(forge()) });
    expect(outcomeOf(answer)).toEqual([401, 'unauthenticated']);
  });

  it('are refused in the cookie as well, and a bad bearer token is not made good by a good cookie', async () => {
    const thief = new BrowserClient(app.url);
    thief.cookies.set('kaikei_access', signed({}, 'another secret of more than 32 bytes'));
    expect((await thief.get('/api/auth/session')).status).toBe(401);
    expect((await browser.get('/api/auth/session', { headers: bearer('nonsense') })).status).toBe(401);
  });
});

describe('POST /api/auth/refresh', () => {
  it('rotates the refresh token and answers with new tokens', async () => {
    const before = browser.cookies.get('kaikei_refresh');
    const { status, body } = await refresh(browser);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: registered['user'],
      expires_in: 600,
      csrf_token: registered['csrf_token'],
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
      const client = new BrowserClient(app.url);
      if (cookie !== '') client.cookies.set('kaikei_refresh', cookie);
      const answer = await client.post('/api/auth/refresh', undefined, {
        headers: bearer(registered['access_token']),
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
    expect(browser.cookies.size).toBe(0);
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

    const login = { email: (registered['user'] as { email: string }).email, password: PASSWORD };
    const { body } = await browser.post('/api/auth/login', login);
    const headers = bearer(body?.['access_token']);
    const byBearer = new BrowserClient(app.url);
    expect((await byBearer.post('/api/auth/logout', undefined, { headers })).status).toBe(204);
    expect((await browser.get('/api/auth/session')).status).toBe(401);
  });
});

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
    const other = await new BrowserClient(app.url).post('/api/auth/login', {
      email: (registered['user'] as { email: string }).email,
      password: PASSWORD,
    });
    const refused = [403, 'csrf_token_invalid'];
    expect(outcomeOf(await send({}))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': '' }))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': 'x'.repeat(43) }))).toEqual(refused);
    expect(outcomeOf(await send({ 'x-csrf-token': String(other.body?.['csrf_token']) }))).toEqual(refused);
    expect((await send({ 'x-csrf-token': String(registered['csrf_token']) })).status).toBe(success);
  });

  it.each(UNSAFE)('%s %s with a bearer token does not', async (method, path, success) => {
    const body = method === 'PATCH' ? { name: 'Hana' } : undefined;
    const answer = await browser.send(method, path, {
      csrf: false,
      headers: bearer(registered['access_token']),
      body,
    });
    expect(answer.status).toBe(success);
  });

  it('is no matter for requests that change nothing', async () => {
    expect((await browser.get('/api/users/me', { csrf: false })).status).toBe(200);
  });

  it('does not stand in the way of signing in with cookies of an older session', async () => {
    const login = { email: (registered['user'] as { email: string }).email, password: PASSWORD };
    expect((await browser.post('/api/auth/login', login, { csrf: false })).status).toBe(200);
  });
});

describe("operators' routes", () => {
  const show = async (): Promise<unknown[]> => outcomeOf(await browser.get('/api/admin/test'));
  const setRole = (role: string): Promise<unknown> =>
    sql(app.database.url, 'UPDATE users SET role = $2 WHERE id = $1', [userId(), role]);

  it('are 401 for strangers and 403 for customers', async () => {
    expect(outcomeOf(await new BrowserClient(app.url).get('/api/admin/test'))).toEqual([
      401,
      'unauthenticated',
    ]);
    expect(await show()).toEqual([403, 'permission_denied']);
  });

  it('open and close with the role and the session, whatever the token says', async () => {
    await setRole('operator');
    expect(await show()).toEqual([200, null]);
    await refresh(browser);
    await setRole('customer');
    expect(await show()).toEqual([403, 'permission_denied']);
    await setRole('operator');
    await sql(app.database.url, 'UPDATE sessions SET revoked_at = now() WHERE user_id = $1', [userId()]);
    expect(await show()).toEqual([401, 'session_ended']);
  });
});

import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../support/browser-client.js';
import { CapturedLog } from '../support/captured-log.js';
import { PASSWORD, registration, startIdentityApp } from '../support/identity-app.js';
import { collectRoutes, type Route } from '../support/route-collector.js';
import { sql } from '../support/sql.js';

/** Attributes by cookie name; values and times of expiry left out. */
function attributesOf(answer: Answer): Record<string, string[]> {
  const cookies = answer.headers.getSetCookie().map((cookie): [string, string[]] => {
    const [pair = '', ...attributes] = cookie.split('; ');
    return [
      pair.slice(0, pair.indexOf('=')),
      attributes.filter((text) => !text.startsWith('Expires=')).sort(),
    ];
  });
  return Object.fromEntries(cookies);
}

describe('the cookies of a session', () => {
  it('in development work without TLS', async () => {
    const identity = await startIdentityApp();
    try {
      expect(attributesOf(await identity.browser().post('/api/auth/register', registration()))).toEqual({
        kaikei_access: ['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax'],
        kaikei_refresh: ['HttpOnly', 'Path=/api/auth', 'SameSite=Strict'],
        kaikei_csrf: ['Path=/', 'SameSite=Lax'],
        kaikei_device: ['HttpOnly', 'Max-Age=31536000', 'Path=/', 'SameSite=Lax'],
      });
    } finally {
      await identity.close();
    }
  });

  it('in production are secure and bound to this host by their prefix', async () => {
    const routes: Route[] = [];
    const identity = await startIdentityApp({
      env: { NODE_ENV: 'production', FRONTEND_URL: 'https://shop.example' },
      extraModules: [collectRoutes(routes)],
    });
    try {
      // What is for a developer's machine is not even there.
      expect(routes.filter(({ path }) => path.startsWith('/dev'))).toEqual([]);
      expect(routes.map(({ path }) => path)).toContain('/openapi.json');
      const answer = await identity.browser().post('/api/auth/register', registration());
      expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(attributesOf(answer)).toEqual({
        '__Host-kaikei_access': ['HttpOnly', 'Max-Age=600', 'Path=/', 'SameSite=Lax', 'Secure'],
        '__Secure-kaikei_refresh': ['HttpOnly', 'Path=/api/auth', 'SameSite=Strict', 'Secure'],
        '__Host-kaikei_csrf': ['Path=/', 'SameSite=Lax', 'Secure'],
        '__Host-kaikei_device': ['HttpOnly', 'Max-Age=31536000', 'Path=/', 'SameSite=Lax', 'Secure'],
      });
      const cookie = answer.headers
        .getSetCookie()
        .map((text) => text.split(';', 1)[0])
        .join('; ');
      const client = identity.browser();
      expect((await client.get('/api/auth/session', { headers: { cookie } })).status).toBe(200);
      const csrf = { 'x-csrf-token': String(answer.body?.csrf_token) };
      const out = await client.post('/api/auth/logout', undefined, { headers: { cookie, ...csrf } });
      expect(Object.keys(attributesOf(out))).toHaveLength(3);
      // Without the prefix a cookie could come from a neighbouring host.
      const unprefixed = cookie.replaceAll(/__(Host|Secure)-/g, '');
      expect((await client.get('/api/auth/session', { headers: { cookie: unprefixed } })).status).toBe(401);
    } finally {
      await identity.close();
    }
  });
});

describe('log lines', () => {
  it('hold no password, token, cookie or hash, whatever goes wrong', async () => {
    const log = new CapturedLog();
    const identity = await startIdentityApp({ logger: log.logger });
    const browser = identity.browser();
    const hanako = registration();
    const secrets: string[] = [PASSWORD, 'a wrong password'];
    try {
      const { body } = await browser.post('/api/auth/register', hanako);
      secrets.push(String(body?.access_token), ...browser.cookies.values());
      const thief = browser.copy();
      await browser.post('/api/auth/refresh');
      secrets.push(...browser.cookies.values());
      await browser.post('/api/auth/login', { email: hanako.email, password: PASSWORD });
      await browser.post('/api/auth/login', { email: hanako.email, password: 'a wrong password' });
      await browser.post('/api/auth/register', hanako);
      await sql(identity.app.database.url, "UPDATE refresh_tokens SET used_at = used_at - interval '1 hour'");
      await thief.post('/api/auth/refresh');
      const hashes = await sql<{ hash: string }>(
        identity.app.database.url,
        'SELECT password_hash AS hash FROM users',
      );
      secrets.push(...hashes.map(({ hash }) => hash));
    } finally {
      await identity.close();
    }
    expect(log.text).toContain('A used refresh token came back');
    expect(secrets.length).toBeGreaterThan(8);
    for (const secret of secrets) expect(log.text).not.toContain(secret);
  });
});

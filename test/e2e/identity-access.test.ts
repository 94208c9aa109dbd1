import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { RequireRole } from '../../src/api/http/auth/require-role.js';
import type { RunningApp } from '../support/app.js';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { bearer, type IdentityApp, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';

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

let identity: IdentityApp;
let app: RunningApp;
let browser: BrowserClient;
let registered: AnswerBody;

beforeAll(async () => {
  identity = await startIdentityApp({ extraModules: [OperatorsOnlyModule] });
  app = identity.app;
});
afterAll(() => identity.close());
beforeEach(async () => {
  ({ browser, answer: registered } = await identity.registered());
});

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const userId = (): string => registered.user?.id ?? '';

describe('forged access tokens', () => {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const claims = (): Record<string, unknown> => new JwtService().decode(String(registered.access_token));
  const signed = (
    changes: object,
    secret = app.configuration.values.JWT_SECRET,
    algorithm: 'HS256' | 'HS512' = 'HS256',
  ) => new JwtService().sign({ ...claims(), ...changes }, { secret, algorithm });
  const now = (): number => Math.floor(Date.now() / 1000);

  it('are told from a genuine one by this very test', async () => {
    const answer = await identity.browser().get('/api/auth/session', { headers: bearer(signed({})) });
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
        const [header, , signature] = String(registered.access_token).split('.');
        return [header, encode({ ...claims(), role: 'operator' }), signature].join('.');
      },
    ],
    ['nonsense', () => 'nonsense'],
  ])('are refused: %s', async (_, forge) => {
    const answer = await identity.browser().get('/api/auth/session', { headers: bearer(forge()) });
    expect(outcomeOf(answer)).toEqual([401, 'unauthenticated']);
  });

  it('are refused in the cookie as well, and a bad bearer token is not made good by a good cookie', async () => {
    const thief = identity.browser();
    thief.cookies.set('kaikei_access', signed({}, 'another secret of more than 32 bytes'));
    expect((await thief.get('/api/auth/session')).status).toBe(401);
    expect((await browser.get('/api/auth/session', { headers: bearer('nonsense') })).status).toBe(401);
  });
});

describe("operators' routes", () => {
  const show = async (): Promise<unknown[]> => outcomeOf(await browser.get('/api/admin/test'));
  const setRole = (role: string): Promise<unknown> =>
    sql(app.database.url, 'UPDATE users SET role = $2 WHERE id = $1', [userId(), role]);

  it('are 401 for strangers and 403 for customers', async () => {
    expect(outcomeOf(await identity.browser().get('/api/admin/test'))).toEqual([401, 'unauthenticated']);
    expect(await show()).toEqual([403, 'permission_denied']);
  });

  it('open and close with the role and the session, whatever the token says', async () => {
    await setRole('operator');
    expect(await show()).toEqual([200, null]);
    await browser.post('/api/auth/refresh');
    await setRole('customer');
    expect(await show()).toEqual([403, 'permission_denied']);
    await setRole('operator');
    await sql(app.database.url, 'UPDATE sessions SET revoked_at = now() WHERE user_id = $1', [userId()]);
    expect(await show()).toEqual([401, 'session_ended']);
  });

  it('make an operator, who signs in anew, and of two who unmake each other at once one stays', async () => {
    await setRole('operator');
    const other = await identity.registered();
    const otherId = other.answer.user?.id ?? '';
    const change = (by: BrowserClient, id: string, role: string): Promise<Answer> =>
      by.send('PATCH', `/api/admin/users/${id}`, { body: { role } });
    expect(outcomeOf(await change(browser, userId(), 'customer'))).toEqual([409, 'own_role']);
    expect(outcomeOf(await change(browser, otherId, 'operator'))).toEqual([409, 'email_unverified']);
    expect(outcomeOf(await change(browser, otherId, 'owner'))).toEqual([400, 'validation_failed']);
    expect(outcomeOf(await change(other.browser, userId(), 'customer'))).toEqual([403, 'permission_denied']);
    await sql(app.database.url, 'UPDATE users SET email_verified_at = now() WHERE id = $1', [otherId]);
    const made = await change(browser, otherId, 'operator');
    expect([made.status, made.body]).toMatchObject([200, { role: 'operator', live_sessions: 0 }]);
    expect(outcomeOf(await other.browser.get('/api/admin/test'))).toEqual([401, 'session_ended']);
    await sql(app.database.url, 'UPDATE sessions SET revoked_at = NULL WHERE user_id = $1', [otherId]);

    const duel = [change(browser, otherId, 'customer'), change(other.browser, userId(), 'customer')];
    const statuses = (await Promise.all(duel)).map(({ status }) => status);
    // The loser is refused as the customer that they are by then, or as somebody whose session has ended.
    expect(statuses.toSorted()).toEqual([200, statuses.includes(401) ? 401 : 403]);
    const audit = await sql<{ action: string }>(
      app.database.url,
      `SELECT action FROM audit_log WHERE action LIKE 'operator.%moted' ORDER BY id`,
    );
    expect(audit.map(({ action }) => action)).toEqual(['operator.promoted', 'operator.demoted']);
  });
});

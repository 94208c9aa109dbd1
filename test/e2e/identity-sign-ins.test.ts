import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { type IdentityApp, PASSWORD, startIdentityApp } from '../support/identity-app.js';
import { sql } from '../support/sql.js';

const PATH = '/api/users/me/sign-ins';
const WITHIN_MS = 10_000;

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
const logIn = (email: unknown, password: string, userAgent = 'test'): Promise<Answer> =>
  identity.browser().post('/api/auth/login', { email, password }, { headers: { 'user-agent': userAgent } });
const listOnceThere = (count: number): Promise<readonly AnswerBody[]> =>
  eventually(
    async () => (await browser.get(PATH)).body?.data as AnswerBody[],
    (all) => all.length >= count,
    WITHIN_MS,
  );

describe('GET /api/users/me/sign-ins', () => {
  it('tells of each sign-in and of each wrong password, the newest first', async () => {
    await logIn(registered.user?.email, 'a wrong password', 'x'.repeat(2_000));
    await logIn(registered.user?.email, PASSWORD);
    const change = { current_password: PASSWORD, new_password: 'gravel tent horse' };
    await browser.post('/api/auth/password/change', change);
    const common = { id: expect.any(String), at: expect.stringMatching(/Z$/), ip: '127.0.0.1' };
    const agent = { user_agent: expect.any(String) };
    expect(await listOnceThere(4)).toEqual([
      { ...common, ...agent, method: 'password_change', outcome: 'succeeded' },
      { ...common, user_agent: 'test', method: 'password', outcome: 'succeeded' },
      { ...common, user_agent: 'x'.repeat(512), method: 'password', outcome: 'wrong_password' },
      { ...common, ...agent, method: 'registration', outcome: 'succeeded' },
    ]);
  });

  it('tells of wrong passwords of somebody who has got hold of a session, whatever they ask for', async () => {
    const current_password = 'a wrong password';
    const asked: [string, string, Record<string, unknown>][] = [
      ['POST', '/api/auth/password/change', { current_password, new_password: 'gravel tent horse' }],
      ['POST', '/api/auth/email/change', { current_password, new_email: 'another@example.com' }],
      ['DELETE', '/api/users/me', { password: current_password }],
    ];
    const thief = browser.copy();
    for (const [method, path, body] of asked) {
      const headers = { 'user-agent': `${method} ${path}` };
      expect(outcomeOf(await thief.send(method, path, { body, headers }))).toEqual([403, 'password_wrong']);
    }
    const wrong = { method: 'password', outcome: 'wrong_password', ip: '127.0.0.1' };
    expect((await browser.get(PATH)).body?.data).toMatchObject([
      ...asked.map(([method, path]) => ({ ...wrong, user_agent: `${method} ${path}` })).toReversed(),
      { method: 'registration' },
    ]);
  });

  it('goes on by cursor', async () => {
    await logIn(registered.user?.email, PASSWORD);
    const { body } = await browser.get(`${PATH}?limit=1`);
    expect(body).toMatchObject({ data: [{ method: 'password' }], has_more: true });
    const rest = await browser.get(`${PATH}?limit=1&cursor=${String(body?.next_cursor)}`);
    expect(rest.body).toMatchObject({ data: [{ method: 'registration' }], has_more: false });
    expect(outcomeOf(await browser.get(`${PATH}?cursor=nonsense`))).toEqual([400, 'cursor_invalid']);
  });

  it('shows nobody what is of others', async () => {
    const { browser: other } = await identity.registered();
    expect((await other.get(PATH)).body?.data).toHaveLength(1);
    expect(outcomeOf(await identity.browser().get(PATH))).toEqual([401, 'unauthenticated']);
  });

  it('keeps nothing of a try with an unknown address', async () => {
    await logIn('unknown@example.com', 'a wrong password', 'nobody');
    await logIn(registered.user?.email, 'a wrong password', 'somebody');
    await listOnceThere(2);
    const kept = `SELECT user_agent AS agent FROM sign_ins WHERE user_agent IN ('nobody', 'somebody')`;
    expect(await sql(identity.app.database.url, kept)).toEqual([{ agent: 'somebody' }]);
  });
});

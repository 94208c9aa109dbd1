import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { type IdentityApp, PASSWORD, startIdentityApp } from '../support/identity-app.js';

const PATH = '/api/users/me/sessions';

interface OwnSession {
  readonly id: string;
  readonly created_at: string;
  readonly last_used_at: string;
  readonly current: boolean;
}

let identity: IdentityApp;
let browser: BrowserClient;
let elsewhere: BrowserClient;
let registered: AnswerBody;

beforeAll(async () => {
  identity = await startIdentityApp();
});
afterAll(() => identity.close());
beforeEach(async () => {
  ({ browser, answer: registered } = await identity.registered());
  elsewhere = identity.browser();
  const body = { email: registered.user?.email, password: PASSWORD };
  await elsewhere.post('/api/auth/login', body, { headers: { 'user-agent': 'another device' } });
});

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const listOf = async (client: BrowserClient, query = ''): Promise<OwnSession[]> =>
  (await client.get(`${PATH}${query}`)).body?.data as OwnSession[];
const idOf = async (client: BrowserClient): Promise<string> =>
  (await listOf(client)).find(({ current }) => current)?.id ?? '';
const end = (client: BrowserClient, id: string): Promise<Answer> => client.send('DELETE', `${PATH}/${id}`);
const ended = async (client: BrowserClient): Promise<unknown[]> =>
  outcomeOf(await client.post('/api/auth/refresh'));

describe('GET /api/users/me/sessions', () => {
  it('lists where one is signed in, the newest first, and which session asks', async () => {
    const { status, body } = await browser.get(PATH);
    expect(status).toBe(200);
    const common = {
      id: expect.any(String),
      created_at: expect.any(String),
      last_used_at: expect.any(String),
    };
    expect(body).toEqual({
      data: [
        { ...common, ip: '127.0.0.1', user_agent: 'another device', current: false },
        { ...common, ip: '127.0.0.1', user_agent: expect.any(String), current: true },
      ],
      has_more: false,
      next_cursor: null,
    });
  });

  it('says when a session was last used', async () => {
    await elsewhere.post('/api/auth/refresh');
    const [used] = await listOf(browser);
    expect(Date.parse(used?.last_used_at ?? '')).toBeGreaterThan(Date.parse(used?.created_at ?? ''));
  });

  it('goes on by cursor', async () => {
    const first = (await browser.get(`${PATH}?limit=1`)).body;
    const rest = await listOf(browser, `?limit=1&cursor=${String(first?.next_cursor)}`);
    expect(first?.has_more).toBe(true);
    expect(rest).toMatchObject([{ current: true }]);
    expect(outcomeOf(await browser.get(`${PATH}?cursor=nonsense`))).toEqual([400, 'cursor_invalid']);
  });

  it('is for those who are signed in', async () => {
    expect(outcomeOf(await identity.browser().get(PATH))).toEqual([401, 'unauthenticated']);
  });
});

describe('DELETE /api/users/me/sessions', () => {
  it('ends one session, which then is on no list', async () => {
    const id = await idOf(elsewhere);
    expect(outcomeOf(await end(browser, id))).toEqual([204, null]);
    expect(await ended(elsewhere)).toEqual([401, 'refresh_token_invalid']);
    expect(await listOf(browser)).toMatchObject([{ current: true }]);
    expect(outcomeOf(await end(browser, id))).toEqual([404, 'session_not_found']);
  });

  it('signs out whoever ends their own', async () => {
    expect(outcomeOf(await end(browser, await idOf(browser)))).toEqual([204, null]);
    expect([...browser.cookies.keys()]).toEqual(['kaikei_device']);
    expect(await listOf(elsewhere)).toHaveLength(1);
  });

  it('ends all others', async () => {
    expect(outcomeOf(await browser.send('DELETE', PATH))).toEqual([204, null]);
    expect(await ended(elsewhere)).toEqual([401, 'refresh_token_invalid']);
    expect((await browser.post('/api/auth/refresh')).status).toBe(200);
  });

  it('ends nothing of other people, nor what does not exist', async () => {
    const { browser: other } = await identity.registered();
    const foreign = await idOf(other);
    for (const id of [foreign, crypto.randomUUID(), 'nonsense']) {
      expect(outcomeOf(await end(browser, id))).toEqual([404, 'session_not_found']);
    }
    await browser.send('DELETE', PATH);
    expect((await other.post('/api/auth/refresh')).status).toBe(200);
  });

  it('does nothing for an access token whose session has ended, nor for a foreign page', async () => {
    const [own, kept] = [await idOf(browser), await idOf(elsewhere)];
    await end(elsewhere, own);
    expect(outcomeOf(await end(browser, kept))).toEqual([401, 'session_ended']);
    expect(outcomeOf(await browser.send('DELETE', PATH))).toEqual([401, 'session_ended']);
    const forged = await elsewhere.send('DELETE', PATH, { csrf: false });
    expect(outcomeOf(forged)).toEqual([403, 'csrf_token_invalid']);
    expect((await elsewhere.post('/api/auth/refresh')).status).toBe(200);
  });
});

describe('an access token whose session has ended', () => {
  it.each([
    ['PATCH', '/api/users/me', { name: 'A thief' }],
    ['GET', '/api/users/me/sign-ins', undefined],
    ['GET', PATH, undefined],
    ['GET', '/api/auth/email/change', undefined],
    ['POST', '/api/auth/email/verification', undefined],
    ['GET', '/api/payment-methods', undefined],
    ['POST', '/api/payment-methods/setup-intent', undefined],
    ['POST', '/api/payment-methods/pm_1/default', undefined],
    ['DELETE', '/api/payment-methods/pm_1', undefined],
  ])('is past what is the account’s own: %s %s', async (method, path, body) => {
    const send = (): Promise<Answer> => elsewhere.send(method, path, { body });
    expect((await send()).status).not.toBe(401);
    await browser.send('DELETE', PATH);
    expect(outcomeOf(await send())).toEqual([401, 'session_ended']);
  });
});

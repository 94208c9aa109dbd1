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

  it('is no matter for requests that change nothing', async () => {
    expect((await browser.get('/api/users/me', { csrf: false })).status).toBe(200);
  });

  it('does not stand in the way of signing in with cookies of an older session', async () => {
    const login = { email: registered.user?.email, password: PASSWORD };
    expect((await browser.post('/api/auth/login', login, { csrf: false })).status).toBe(200);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, AnswerBody, BrowserClient } from '../support/browser-client.js';
import { bearer, type IdentityApp, PASSWORD, startIdentityApp } from '../support/identity-app.js';

const NEW_PASSWORD = 'gravel tent horse';

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
const logIn = (password: string): Promise<Answer> =>
  identity.browser().post('/api/auth/login', { email: registered.user?.email, password });

describe('POST /api/auth/password/change', () => {
  const change = (
    client = browser,
    body: unknown = { current_password: PASSWORD, new_password: NEW_PASSWORD },
  ): Promise<Answer> => client.post('/api/auth/password/change', body);

  it('ends every session; the browser that asked goes on with fresh cookies', async () => {
    const elsewhere = identity.browser();
    await elsewhere.post('/api/auth/login', { email: registered.user?.email, password: PASSWORD });
    const copied = browser.copy();
    const answer = await change();
    expect(outcomeOf(answer)).toEqual([204, null]);
    expect(answer.headers.get('cache-control')).toBe('no-store');

    for (const ended of [elsewhere, copied]) {
      expect(outcomeOf(await ended.get('/api/auth/session'))).toEqual([401, 'session_ended']);
      expect(outcomeOf(await ended.post('/api/auth/refresh'))).toEqual([401, 'refresh_token_invalid']);
    }
    expect((await browser.get('/api/auth/session')).status).toBe(200);
    expect((await browser.post('/api/auth/refresh')).status).toBe(200);
    expect((await logIn(PASSWORD)).status).toBe(401);
    expect((await logIn(NEW_PASSWORD)).status).toBe(200);
  });

  it('refuses a wrong current password, a poor new one, other fields, strangers and foreign pages', async () => {
    const wrong = { current_password: 'a wrong password', new_password: NEW_PASSWORD };
    const poor = { current_password: PASSWORD, new_password: 'password123' };
    const extra = { current_password: PASSWORD, new_password: NEW_PASSWORD, role: 'operator' };
    expect(outcomeOf(await change(browser, wrong))).toEqual([403, 'password_wrong']);
    expect(outcomeOf(await change(browser, poor))).toEqual([400, 'validation_failed']);
    expect(outcomeOf(await change(browser, extra))).toEqual([400, 'validation_failed']);
    expect(outcomeOf(await change(identity.browser()))).toEqual([401, 'unauthenticated']);
    const forged = await browser.post('/api/auth/password/change', wrong, { csrf: false });
    expect(outcomeOf(forged)).toEqual([403, 'csrf_token_invalid']);
    expect((await logIn(PASSWORD)).status).toBe(200);
  });

  it('lets one of ten at the same moment through', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        identity
          .browser()
          .post(
            '/api/auth/password/change',
            { current_password: PASSWORD, new_password: `${NEW_PASSWORD} ${index}` },
            { headers: bearer(registered.access_token) },
          ),
      ),
    );
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  });
});

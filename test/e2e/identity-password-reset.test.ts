import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, BrowserClient } from '../support/browser-client.js';
import { PASSWORD } from '../support/identity-app.js';
import { Mailbox } from '../support/mailbox.js';
import { sql } from '../support/sql.js';

const NEW_PASSWORD = 'gravel tent horse';
const PAGE = '/reset-password#token=';

let mailbox: Mailbox;
let browser: BrowserClient;
let email: string;

beforeAll(async () => {
  mailbox = await Mailbox.start();
});
afterAll(() => mailbox.close());
beforeEach(async () => {
  const { browser: newcomer, answer } = await mailbox.identity.registered();
  browser = newcomer;
  email = answer.user?.email ?? '';
});

const outcomeOf = ({ status, body }: Answer): unknown[] => [status, body?.code ?? null];
const forgot = (address: unknown = email): Promise<Answer> =>
  mailbox.identity.browser().post('/api/auth/password/forgot', { email: address });
const reset = (token: unknown, newPassword = NEW_PASSWORD): Promise<Answer> =>
  mailbox.identity.browser().post('/api/auth/password/reset', { token, new_password: newPassword });
const logIn = (password: string): Promise<Answer> =>
  mailbox.identity.browser().post('/api/auth/login', { email, password });
const mailedToken = async (count = 1): Promise<string> => {
  await forgot();
  await mailbox.grantResets();
  return mailbox.tokenTo(email, PAGE, count);
};

describe('POST /api/auth/password/forgot', () => {
  it('answers a known and an unknown address alike, without a look at either', async () => {
    const known = await forgot(email.toUpperCase());
    const unknown = await forgot('unknown@example.com');
    const shape = ({ status, body, headers }: Answer): unknown[] => [
      status,
      body,
      [...headers].filter(([name]) => !/^(?:date|x-request-id|ratelimit-.*)$/.test(name)),
    ];
    expect(shape(unknown)).toEqual(shape(known));
    expect(outcomeOf(known)).toEqual([202, null]);
    const waiting = await sql(
      mailbox.identity.app.database.url,
      `SELECT email FROM password_reset_requests WHERE email IN ($1, 'unknown@example.com')`,
      [email],
    );
    expect(waiting).toHaveLength(2);

    await mailbox.grantResets();
    await mailbox.textsTo(email, PAGE);
    expect(mailbox.addressees()).not.toContain('unknown@example.com');
  });

  it('refuses what is no address, and other fields', async () => {
    expect(outcomeOf(await forgot('nobody'))).toEqual([400, 'validation_failed']);
    expect(outcomeOf(await forgot({ $ne: null }))).toEqual([400, 'validation_failed']);
    const body = { email, origin: 'https://evil.example' };
    const extra = await mailbox.identity.browser().post('/api/auth/password/forgot', body);
    expect(outcomeOf(extra)).toEqual([400, 'validation_failed']);
  });
});

describe('POST /api/auth/password/reset', () => {
  it('sets the new password, ends every session, and tells the owner', async () => {
    const token = await mailedToken();
    expect(outcomeOf(await reset(token))).toEqual([204, null]);
    expect(outcomeOf(await browser.get('/api/auth/session'))).toEqual([401, 'session_ended']);
    expect(outcomeOf(await browser.post('/api/auth/refresh'))).toEqual([401, 'refresh_token_invalid']);
    expect((await logIn(PASSWORD)).status).toBe(401);
    expect((await logIn(NEW_PASSWORD)).body?.user).toMatchObject({ email_verified: true });
    const [told] = await mailbox.textsTo(email, 'was changed');
    expect(told).toContain('パスワードが変更され');
    expect(outcomeOf(await reset(token))).toEqual([400, 'token_invalid']);
  });

  it('lets one of ten with one token at the same moment win', async () => {
    const token = await mailedToken();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => reset(token, `${NEW_PASSWORD} ${index}`)),
    );
    const won = answers.findIndex(({ status }) => status === 204);
    expect(answers.filter(({ body }) => body?.code === 'token_invalid')).toHaveLength(9);
    expect((await logIn(`${NEW_PASSWORD} ${won}`)).status).toBe(200);
  });

  it('takes the newest token only, and neither an expired nor an invented one', async () => {
    const first = await mailedToken();
    const second = await mailedToken(2);
    const invented = [first, 'guessed', second.slice(1), `${second}=`];
    for (const token of invented) expect(outcomeOf(await reset(token))).toEqual([400, 'token_invalid']);
    expect(outcomeOf(await reset(second, 'short'))).toEqual([400, 'validation_failed']);
    await sql(mailbox.identity.app.database.url, 'UPDATE account_tokens SET expires_at = now()');
    expect(outcomeOf(await reset(second))).toEqual([400, 'token_invalid']);
    expect((await logIn(PASSWORD)).status).toBe(200);
  });

  it('leaves the token in no table and in no line of the log', async () => {
    const token = await mailedToken();
    const url = mailbox.identity.app.database.url;
    for (const table of ['notifications', 'account_tokens', 'outbox_events', 'audit_log']) {
      const rows = await sql(url, `SELECT to_jsonb(row) AS row FROM ${table} AS row`);
      expect([table, JSON.stringify(rows).includes(token)]).toEqual([table, false]);
    }
    expect(mailbox.courier.logLines.join('\n')).not.toContain(token);
  });
});

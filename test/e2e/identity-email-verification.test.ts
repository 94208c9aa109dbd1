import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, BrowserClient } from '../support/browser-client.js';
import { PASSWORD } from '../support/identity-app.js';
import { Mailbox } from '../support/mailbox.js';

const PAGE = '/verify-email#token=';

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
const verify = (token: unknown): Promise<Answer> =>
  mailbox.identity.browser().post('/api/auth/email/verify', { token });
const ask = (client = browser): Promise<Answer> => client.post('/api/auth/email/verification');

describe('verifying an address', () => {
  it('takes the link of the mail at registration, in any browser, once', async () => {
    const token = await mailbox.tokenTo(email, PAGE);
    expect((await browser.get('/api/users/me')).body).toMatchObject({ email_verified: false });
    expect(outcomeOf(await verify(token))).toEqual([204, null]);
    expect((await browser.get('/api/users/me')).body).toMatchObject({ email_verified: true });
    expect(outcomeOf(await verify(token))).toEqual([400, 'token_invalid']);
  });

  it('mails another link on request, which replaces the first, and none once verified', async () => {
    const first = await mailbox.tokenTo(email, PAGE);
    expect(outcomeOf(await ask())).toEqual([202, null]);
    const second = await mailbox.tokenTo(email, PAGE, 2);
    expect(outcomeOf(await verify(first))).toEqual([400, 'token_invalid']);
    const answers = await Promise.all(Array.from({ length: 10 }, () => verify(second)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(answers.filter(({ body }) => body?.code === 'token_invalid')).toHaveLength(9);
    expect(outcomeOf(await ask())).toEqual([202, null]);
    expect(await mailbox.textsTo(email, PAGE, 2)).toHaveLength(2);
  });

  it('is asked for by those who are signed in, from our own pages', async () => {
    expect(outcomeOf(await ask(mailbox.identity.browser()))).toEqual([401, 'unauthenticated']);
    const forged = await browser.post('/api/auth/email/verification', undefined, { csrf: false });
    expect(outcomeOf(forged)).toEqual([403, 'csrf_token_invalid']);
    expect(outcomeOf(await verify({ $ne: null }))).toEqual([400, 'validation_failed']);
  });
});

describe('changing an address', () => {
  const PATH = '/api/auth/email/change';
  const CONFIRM_PAGE = '/confirm-email#token=';
  const newAddress = (): string => `${crypto.randomUUID()}@example.com`;
  const change = (newEmail: unknown, client = browser, password = PASSWORD): Promise<Answer> =>
    client.post(PATH, { new_email: newEmail, current_password: password });
  const confirm = (token: unknown, client = browser): Promise<Answer> =>
    client.post(`${PATH}/confirm`, { token });
  const logIn = (address: string, client = mailbox.identity.browser()): Promise<Answer> =>
    client.post('/api/auth/login', { email: address, password: PASSWORD });

  it('takes the link that was mailed to the new address, once; the old one is told, all other sessions end', async () => {
    const newEmail = newAddress();
    const elsewhere = mailbox.identity.browser();
    await logIn(email, elsewhere);
    expect(outcomeOf(await change(newEmail.toUpperCase()))).toEqual([202, null]);
    const token = await mailbox.tokenTo(newEmail, CONFIRM_PAGE);
    await mailbox.textsTo(email, 'reset your password at once');
    expect((await browser.get(PATH)).body).toMatchObject({ pending: { new_email: newEmail } });
    expect((await browser.get('/api/users/me')).body).toMatchObject({ email, email_verified: false });

    const confirmed = await confirm(token);
    expect([confirmed.status, confirmed.body]).toMatchObject([
      200,
      { email: newEmail, email_verified: true },
    ]);
    expect((await browser.get(PATH)).body).toEqual({ pending: null });
    expect((await browser.get('/api/auth/session')).body?.user?.email).toBe(newEmail);
    expect(outcomeOf(await elsewhere.get('/api/auth/session'))).toEqual([401, 'session_ended']);
    expect(outcomeOf(await elsewhere.post('/api/auth/refresh'))).toEqual([401, 'refresh_token_invalid']);
    expect(outcomeOf(await logIn(email))).toEqual([401, 'invalid_credentials']);
    expect((await logIn(newEmail)).status).toBe(200);
    expect(await mailbox.textsTo(email, 'answer this mail at once')).toHaveLength(1);
    expect(outcomeOf(await confirm(token))).toEqual([400, 'token_invalid']);
    expect((await browser.get('/api/users/me/sign-ins')).body?.data).toMatchObject([
      { method: 'password' },
      { method: 'email_change', outcome: 'succeeded', ip: '127.0.0.1' },
      { method: 'email_change_request' },
      { method: 'password' },
      { method: 'registration' },
    ]);
  });

  it('does not tell whether somebody has the new address, but tells them', async () => {
    const { answer: other } = await mailbox.identity.registered();
    const taken = other.user?.email ?? '';
    const shape = ({ status, body, headers }: Answer): unknown[] => [
      status,
      body,
      [...headers].filter(([name]) => !/^(?:date|x-request-id|ratelimit-.*)$/.test(name)),
    ];
    const [first, second] = [await change(taken), await browser.get(PATH)];
    expect(second.body).toMatchObject({ pending: { new_email: taken, expires_at: expect.any(String) } });
    const free = newAddress();
    expect(shape(await change(free))).toEqual(shape(first));
    await mailbox.tokenTo(free, CONFIRM_PAGE);
    expect(await mailbox.textsTo(taken, 'for another account of ours')).toHaveLength(1);
    expect((await mailbox.textsTo(taken, '')).filter((text) => text.includes(CONFIRM_PAGE))).toEqual([]);
  });

  it('gives an address to one of two who were mailed a link to it, and keeps nobody from asking anew', async () => {
    const newEmail = newAddress();
    const { browser: rival } = await mailbox.identity.registered();
    await change(newEmail);
    const mine = await mailbox.tokenTo(newEmail, CONFIRM_PAGE);
    await change(newEmail, rival);
    const theirs = await mailbox.tokenTo(newEmail, CONFIRM_PAGE, 2);
    expect(outcomeOf(await confirm(theirs))).toEqual([400, 'token_invalid']);
    const outcomes = await Promise.all([confirm(mine), confirm(theirs, rival)]);
    expect(outcomes.map(outcomeOf).toSorted()).toEqual([
      [200, null],
      [409, 'email_taken'],
    ]);
  });

  it('is withdrawn by its owner, and voided by another password', async () => {
    const newEmail = newAddress();
    await change(newEmail);
    const first = await mailbox.tokenTo(newEmail, CONFIRM_PAGE);
    expect(outcomeOf(await browser.send('DELETE', PATH))).toEqual([204, null]);
    expect(outcomeOf(await confirm(first))).toEqual([400, 'token_invalid']);
    await change(newEmail);
    const second = await mailbox.tokenTo(newEmail, CONFIRM_PAGE, 2);
    const passwords = { current_password: PASSWORD, new_password: 'gravel tent horse' };
    expect((await browser.post('/api/auth/password/change', passwords)).status).toBe(204);
    expect(outcomeOf(await confirm(second))).toEqual([400, 'token_invalid']);
  });

  it('refuses a wrong password, the own address, what is none, strangers and foreign pages', async () => {
    const newEmail = newAddress();
    expect(outcomeOf(await change(newEmail, browser, 'a wrong password'))).toEqual([403, 'password_wrong']);
    for (const wrong of [email, 'nobody', { $ne: null }]) {
      expect(outcomeOf(await change(wrong))).toEqual([400, 'validation_failed']);
    }
    const stranger = mailbox.identity.browser();
    for (const answer of [await change(newEmail, stranger), await confirm('guessed', stranger)]) {
      expect(outcomeOf(answer)).toEqual([401, 'unauthenticated']);
    }
    const body = { new_email: newEmail, current_password: PASSWORD };
    expect(outcomeOf(await browser.post(PATH, body, { csrf: false }))).toEqual([403, 'csrf_token_invalid']);
    const forged = await browser.post(`${PATH}/confirm`, { token: 'guessed' }, { csrf: false });
    expect(outcomeOf(forged)).toEqual([403, 'csrf_token_invalid']);
    expect(mailbox.addressees()).not.toContain(newEmail);
  });
});

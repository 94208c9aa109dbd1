import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, BrowserClient } from '../support/browser-client.js';
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

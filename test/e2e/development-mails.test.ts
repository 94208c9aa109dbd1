import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DevelopmentMail } from '../../src/application/notifications/ports/development-mailbox.js';
import { IMailer } from '../../src/application/notifications/ports/channels.js';
import { eventually } from '../support/eventually.js';
import { type IdentityApp, registration, startIdentityApp } from '../support/identity-app.js';
import { RunningCourier } from '../support/running-courier.js';

const WITHIN_MS = 10_000;
const EMAIL = 'hanako@example.com';
const NAME = '<img src=x onerror=alert(1)> "花子" & co';

let identity: IdentityApp;
let courier: RunningCourier;

beforeAll(async () => {
  identity = await startIdentityApp();
  courier = await RunningCourier.start(identity.app.configuration);
  await identity.browser().post('/api/auth/register', registration({ email: EMAIL }));
});
afterAll(async () => {
  await courier.stop();
  await identity.close();
});

const page = (query = ''): Promise<Response> => fetch(`${identity.app.url}/dev/mails${query}`);
const mails = async (query = ''): Promise<DevelopmentMail[]> => {
  const { body } = await identity.browser().get(`/dev/mails.json${query}`);
  return body?.data as DevelopmentMail[];
};
const onceThere = (query = ''): Promise<DevelopmentMail[]> =>
  eventually(
    () => mails(query),
    (all) => all.length > 0,
    WITHIN_MS,
  );

/** With a name of its own choice, as a foreign page reaches us whose name leads here. */
const statusUnder = (host: string, headers: Record<string, string> = {}): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(`${identity.app.url}/dev/mails.json`, { headers: { host, ...headers } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('error', reject);
  });

describe('mails in development', () => {
  it('are there as JSON, with a link that works', async () => {
    const [mail] = await onceThere(`?to=${EMAIL.toUpperCase()}`);
    expect(mail).toEqual({
      id: expect.any(String),
      to: EMAIL,
      subject: expect.stringContaining('メールアドレスの確認'),
      text: expect.stringContaining('open the link at the end of this mail'),
      sent_at: expect.stringMatching(/Z$/),
    });
    const token = /#token=([\w-]+)$/.exec(mail?.text ?? '')?.[1];
    expect((await identity.browser().post('/api/auth/email/verify', { token })).status).toBe(204);
    expect(await mails('?to=nobody@example.com')).toEqual([]);
  });

  it('are there as a page, which runs nothing of what people wrote', async () => {
    const mail = { to: EMAIL, subject: NAME, text: `Hello ${NAME},` };
    await onceThere();
    await courier.worker.get(IMailer).send(mail);
    const answer = await page();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).not.toContain('unsafe-inline');
    const text = await answer.text();
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &quot;花子&quot; &amp; co');
    expect(text).toMatch(/<a href="https?:\/\/[^"]+\/verify-email#token=[\w-]+">/);
    expect(text).not.toContain('<img');
    const style = await fetch(`${identity.app.url}/dev/mails.css`);
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8');
    const none = await (await page('?to=%22%3E%3Cscript%3E')).text();
    expect(none).toContain('No mail was sent to this address.');
    expect(none).not.toContain('<script>');
  });

  it('are shown under names of this machine alone', async () => {
    expect(await statusUnder('localhost:3000')).toBe(200);
    expect(await statusUnder('[::1]:3000')).toBe(200);
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '10.0.0.7:3000',
    ]) {
      expect([host, await statusUnder(host)]).toEqual([host, 404]);
    }
  });

  it.each(['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded'])(
    'are not shown to whom a proxy or tunnel on this machine lets in, which says so in %s',
    async (name) => {
      expect(await statusUnder('localhost:3000', { [name]: 'localhost' })).toBe(404);
    },
  );

  it('make room for each other', async () => {
    const mailer = courier.worker.get(IMailer);
    for (let count = 0; count < 205; count += 1) {
      await mailer.send({ to: 'many@example.com', subject: String(count), text: 'x' });
    }
    const all = await mails();
    expect([all.length, all[0]?.subject, all.at(-1)?.subject]).toEqual([200, '204', '5']);
  });
});

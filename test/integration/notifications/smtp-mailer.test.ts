import { MailRefusedError } from '../../../src/application/notifications/ports/channels.js';
import { SmtpMailer } from '../../../src/infrastructure/notifications/smtp-mailer.js';
import { SmtpSink } from '../../support/smtp-sink.js';

describe('mail by SMTP', () => {
  let sink: SmtpSink;
  let mailer: SmtpMailer;

  beforeAll(async () => {
    sink = await SmtpSink.start();
    mailer = new SmtpMailer(sink.url, 'Kaikei <shop@shop.example>');
  });
  afterAll(async () => {
    mailer.onModuleDestroy();
    await sink.close();
  });

  it('arrives with sender, recipient, subject and text, Japanese included', async () => {
    await mailer.send({ to: 'hanako@example.com', subject: '領収書', text: '合計：￥1,100' });

    const [mail] = sink.received;
    expect(mail).toMatchObject({ from: 'shop@shop.example', to: 'hanako@example.com' });
    expect(mail?.raw).toContain('From: Kaikei <shop@shop.example>');
    expect(mail?.raw).toContain(`=?UTF-8?B?${Buffer.from('領収書').toString('base64')}?=`);
    expect(mail?.text.trim()).toBe('合計：￥1,100');
  });

  it('has no header that its subject smuggles in', async () => {
    await mailer.send({ to: 'hanako@example.com', subject: 'a\r\nBcc: other@example.com', text: '' });
    expect(sink.received.at(-1)?.raw).not.toMatch(/^Bcc:/m);
  });

  it('tells a recipient that is refused for good from a server that is not well', async () => {
    sink.refusals.set('nobody@example.com', '550 no such user').set('full@example.com', '452 later');
    const send = (to: string): Promise<void> => mailer.send({ to, subject: 's', text: 't' });
    await expect(send('nobody@example.com')).rejects.toThrow(MailRefusedError);
    await expect(send('full@example.com')).rejects.not.toThrow(MailRefusedError);
  });
});

describe('a mail server that is not there', () => {
  it('is an error that may pass, and names no password', async () => {
    const mailer = new SmtpMailer('smtp://user:sesame@127.0.0.1:9', 'shop@shop.example');
    const failure: unknown = await mailer
      .send({ to: 'hanako@example.com', subject: 's', text: 't' })
      .catch((error: unknown) => error);
    mailer.onModuleDestroy();

    expect(String(failure)).toContain('ECONNREFUSED');
    expect(failure).not.toBeInstanceOf(MailRefusedError);
    expect(String(failure)).not.toContain('sesame');
  });
});

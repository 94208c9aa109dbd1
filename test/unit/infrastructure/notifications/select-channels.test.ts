import { Configuration } from '../../../../src/infrastructure/config/configuration.js';
import {
  type DevelopmentMail,
  IDevelopmentMailbox,
} from '../../../../src/application/notifications/ports/development-mailbox.js';
import { DevelopmentMailer } from '../../../../src/infrastructure/notifications/development-mailer.js';
import {
  hasDevelopmentMailbox,
  selectMailer,
} from '../../../../src/infrastructure/notifications/select-channels.js';
import { SmtpMailer } from '../../../../src/infrastructure/notifications/smtp-mailer.js';
import { FakeLogger } from '../../../support/fakes/logger.js';

const SETTINGS = {
  DATABASE_URL: 'postgres://localhost/kaikei',
  STRIPE_SECRET_KEY: 'sk_test_kaikei',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_kaikei',
  STRIPE_WEBHOOK_SECRET: 'whsec_kaikei',
  JWT_SECRET: 'a secret for tests, of no use elsewhere',
  FRONTEND_URL: 'https://shop.example',
};
const MAIL = { to: 'aiko@example.com', subject: 'Reset', text: 'https://shop.example/#token=x' };

class NoMailbox extends IDevelopmentMailbox {
  readonly added: unknown[] = [];

  async add(mail: unknown): Promise<void> {
    this.added.push(mail);
  }

  async list(): Promise<DevelopmentMail[]> {
    return [];
  }
}

describe('how mail leaves', () => {
  it('is by SMTP where that is set, and ends on a page in development', () => {
    const mailbox = new NoMailbox();
    const smtp = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'shop@shop.example' };
    expect(
      selectMailer(Configuration.from({ ...SETTINGS, ...smtp }), mailbox, new FakeLogger()),
    ).toBeInstanceOf(SmtpMailer);
    expect(selectMailer(Configuration.from(SETTINGS), mailbox, new FakeLogger())).toBeInstanceOf(
      DevelopmentMailer,
    );
    expect(hasDevelopmentMailbox(Configuration.from({ ...SETTINGS, ...smtp }))).toBe(false);
  });

  it('is never the log or a page in production: mails hold links that let people in', async () => {
    const logger = new FakeLogger();
    const mailbox = new NoMailbox();
    const production = Configuration.from({ ...SETTINGS, NODE_ENV: 'production' });
    const mailer = selectMailer(production, mailbox, logger);
    expect(hasDevelopmentMailbox(production)).toBe(false);
    await expect(mailer.send(MAIL)).rejects.toThrow('SMTP_URL is not set');
    expect([logger.lines, mailbox.added]).toEqual([[], []]);
  });
});

import { Configuration } from '../../../../src/infrastructure/config/configuration.js';
import { LogMailer } from '../../../../src/infrastructure/notifications/log-channels.js';
import { selectMailer } from '../../../../src/infrastructure/notifications/select-channels.js';
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

describe('how mail leaves', () => {
  it('is by SMTP where that is set, and the log in development', () => {
    const smtp = { SMTP_URL: 'smtp://mail.example', MAIL_FROM: 'shop@shop.example' };
    expect(selectMailer(Configuration.from({ ...SETTINGS, ...smtp }), new FakeLogger())).toBeInstanceOf(
      SmtpMailer,
    );
    expect(selectMailer(Configuration.from(SETTINGS), new FakeLogger())).toBeInstanceOf(LogMailer);
  });

  it('is never the log in production: mails hold links that let people in', async () => {
    const logger = new FakeLogger();
    const mailer = selectMailer(Configuration.from({ ...SETTINGS, NODE_ENV: 'production' }), logger);
    await expect(mailer.send(MAIL)).rejects.toThrow('SMTP_URL is not set');
    expect(logger.lines).toEqual([]);
  });
});

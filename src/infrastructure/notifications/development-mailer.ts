import { IMailer, type Mail } from '../../application/notifications/ports/channels.js';
import type { IDevelopmentMailbox } from '../../application/notifications/ports/development-mailbox.js';
import type { ILogger } from '../../application/ports/logger.js';

/** For development: mails are read on the page `/dev/mails`, and in the log. */
export class DevelopmentMailer extends IMailer {
  constructor(
    private readonly mailbox: IDevelopmentMailbox,
    private readonly logger: ILogger,
  ) {
    super();
  }

  async send(mail: Mail): Promise<void> {
    await this.mailbox.add(mail);
    const { to, subject, text } = mail;
    this.logger.info('Mail (SMTP_URL is not set, so it goes no further than /dev/mails).', {
      to,
      subject,
      text,
    });
  }
}

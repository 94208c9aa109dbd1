import { IMailer, IOperatorsChannel, type Mail } from '../../application/notifications/ports/channels.js';
import type { ILogger } from '../../application/ports/logger.js';

/** For development: mails are read in the log. They stand in the table `notifications` as well. */
export class LogMailer extends IMailer {
  constructor(private readonly logger: ILogger) {
    super();
  }

  send({ to, subject, text }: Mail): Promise<void> {
    this.logger.info('Mail (SMTP_URL is not set, so it goes no further).', { to, subject, text });
    return Promise.resolve();
  }
}

/** For development: the operators' channel is the log. */
export class LogOperatorsChannel extends IOperatorsChannel {
  constructor(private readonly logger: ILogger) {
    super();
  }

  post(text: string): Promise<void> {
    this.logger.info('For operators (SLACK_WEBHOOK_URL is not set, so it goes no further).', { text });
    return Promise.resolve();
  }
}

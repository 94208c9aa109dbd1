import { NotificationSettings } from '../../application/notifications/notification-settings.js';
import type { IDevelopmentMailbox } from '../../application/notifications/ports/development-mailbox.js';
import type { IMailer, IOperatorsChannel } from '../../application/notifications/ports/channels.js';
import type { Channel } from '../../application/notifications/ports/notification-queue.js';
import { Seller } from '../../application/orders/seller.js';
import type { ILogger } from '../../application/ports/logger.js';
import { invariant } from '../../domain/shared/domain-error.js';
import type { Configuration } from '../config/configuration.js';
import { DevelopmentMailer } from './development-mailer.js';
import { LogOperatorsChannel } from './log-operators-channel.js';
import { MissingMailer } from './missing-mailer.js';
import { SlackChannel } from './slack-channel.js';
import { SmtpMailer } from './smtp-mailer.js';

/** In production there is no channel that nobody has set; elsewhere the log stands in for it. */
export function notificationSettings({
  values,
  production,
  allowedOrigins,
}: Configuration): NotificationSettings {
  const channels = new Set<Channel>();
  if (!production || values.SMTP_URL !== null) channels.add('mail');
  if (!production || values.SLACK_WEBHOOK_URL !== null) channels.add('slack');
  const [origin] = allowedOrigins;
  invariant(origin !== undefined, 'There is always an origin.');
  const { SELLER_NAME: name, SELLER_REGISTRATION_NUMBER: number, SHOP_TIME_ZONE: timeZone } = values;
  return new NotificationSettings(channels, origin, new Seller(name, number, timeZone));
}

/** Whether mails end on a page of this machine: in development, while there is no mail server. */
export function hasDevelopmentMailbox({ values, production }: Configuration): boolean {
  return !production && values.SMTP_URL === null;
}

export function selectMailer(
  configuration: Configuration,
  mailbox: IDevelopmentMailbox,
  logger: ILogger,
): IMailer {
  const { SMTP_URL: url, MAIL_FROM: from } = configuration.values;
  if (url !== null && from !== null) return new SmtpMailer(url, from);
  return hasDevelopmentMailbox(configuration) ? new DevelopmentMailer(mailbox, logger) : new MissingMailer();
}

export function selectOperatorsChannel({ values }: Configuration, logger: ILogger): IOperatorsChannel {
  const url = values.SLACK_WEBHOOK_URL;
  return url === null ? new LogOperatorsChannel(logger) : new SlackChannel(url);
}

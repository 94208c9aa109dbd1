import { IMailer } from '../../application/notifications/ports/channels.js';

/**
 * Production without SMTP_URL. Nothing is queued then; what still was when the variable was removed must not end in the
 * log, since mails hold links that let people in. It is tried again, and stands as a finding in the end.
 */
export class MissingMailer extends IMailer {
  send(): Promise<void> {
    return Promise.reject(new Error('SMTP_URL is not set: set it, and mails that wait are sent.'));
  }
}

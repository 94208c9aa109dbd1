import type { IAccountLinkTokens } from '../ports/account-link-tokens.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { ILogger } from '../ports/logger.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { type IMailer, type IOperatorsChannel, MailRefusedError } from './ports/channels.js';
import type {
  ClaimedNotification,
  INotificationQueue,
  NotificationVerdict,
} from './ports/notification-queue.js';
import { nextTryAt, NOTIFICATION_PAUSES_MS } from './retry-schedules.js';

/** What a server says, less what it goes on to explain. */
const MAX_ERROR_LENGTH = 300;

/**
 * One try of one mail or message: sent without a transaction, then written down. At least once: whoever is killed in
 * between leaves it to be sent again.
 */
export class SendNotification {
  constructor(
    private readonly queue: INotificationQueue,
    private readonly mailer: IMailer,
    private readonly operators: IOperatorsChannel,
    private readonly linkTokens: IAccountLinkTokens,
    private readonly findings: IFindings,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  async execute(notification: ClaimedNotification): Promise<void> {
    const verdict = await this.#try(notification);
    const { id, channel } = notification;
    await this.unitOfWork.run(async () => {
      if (!(await this.queue.settle(notification, verdict))) {
        this.logger.warn('The outcome of a notification came after its lease.', { notification_id: id });
      } else if (verdict.status === 'dead') {
        await this.#find(notification, verdict.error);
      }
    });
    if (verdict.status === 'sent') return;
    this.logger.warn('A notification was not sent.', { notification_id: id, channel, error: verdict.error });
  }

  async #try(notification: ClaimedNotification): Promise<NotificationVerdict> {
    const { channel, recipient: to, subject, body, accountTokenId, attempts } = notification;
    const text = accountTokenId === null ? body : body + this.linkTokens.derive(accountTokenId);
    try {
      await (channel === 'mail' ? this.mailer.send({ to, subject, text }) : this.operators.post(text));
      return { status: 'sent' };
    } catch (thrown) {
      const error = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, MAX_ERROR_LENGTH);
      const at =
        thrown instanceof MailRefusedError
          ? null
          : nextTryAt(NOTIFICATION_PAUSES_MS, attempts, this.clock.now());
      return at === null ? { status: 'dead', error } : { status: 'retry', at, error };
    }
  }

  /** One a day and channel: a mail server that is down must not bury what else needs a person. */
  async #find({ organizationId, channel, id, subject }: ClaimedNotification, error: string): Promise<void> {
    await this.findings.record({
      organizationId,
      kind: 'notification_failed',
      subject: channel,
      fact: this.clock.now().toISOString().slice(0, 'YYYY-MM-DD'.length),
      detail: `"${subject}" (${id}) was given up: ${error} Others of this day may have been as well.`,
    });
  }
}

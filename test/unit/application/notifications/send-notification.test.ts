import {
  IMailer,
  type IOperatorsChannel,
  type Mail,
  MailRefusedError,
} from '../../../../src/application/notifications/ports/channels.js';
import {
  type ClaimedNotification,
  INotificationQueue,
  type NotificationVerdict,
} from '../../../../src/application/notifications/ports/notification-queue.js';
import { SendNotification } from '../../../../src/application/notifications/send-notification.js';
import { DEFAULT_ORGANIZATION_ID } from '../../../../src/domain/shared/organization.js';
import { FakeClock } from '../../../support/fakes/clock.js';
import { FakeFindings } from '../../../support/fakes/findings.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { FakeUnitOfWork } from '../../../support/fakes/unit-of-work.js';

class FakeQueue extends INotificationQueue {
  readonly verdicts: NotificationVerdict[] = [];
  leaseLost = false;

  async add(): Promise<void> {
    throw new Error('Nothing is added here.');
  }

  async claim(): Promise<ClaimedNotification[]> {
    return [];
  }

  async settle(_notification: ClaimedNotification, verdict: NotificationVerdict): Promise<boolean> {
    if (!this.leaseLost) this.verdicts.push(verdict);
    return !this.leaseLost;
  }

  async purge(): Promise<number> {
    return 0;
  }
}

class FakeChannels extends IMailer implements IOperatorsChannel {
  readonly mails: Mail[] = [];
  readonly posts: string[] = [];
  failure: Error | null = null;

  async send(mail: Mail): Promise<void> {
    if (this.failure) throw this.failure;
    this.mails.push(mail);
  }

  async post(text: string): Promise<void> {
    if (this.failure) throw this.failure;
    this.posts.push(text);
  }
}

describe('sending a notification', () => {
  let queue: FakeQueue;
  let channels: FakeChannels;
  let findings: FakeFindings;
  let logger: FakeLogger;
  let send: SendNotification;

  beforeEach(() => {
    queue = new FakeQueue();
    channels = new FakeChannels();
    findings = new FakeFindings();
    logger = new FakeLogger();
    send = new SendNotification(
      queue,
      channels,
      channels,
      { derive: (id) => `token of ${id}` },
      findings,
      new FakeUnitOfWork(),
      new FakeClock(),
      logger,
    );
  });

  const notification = (changes: Partial<ClaimedNotification> = {}): ClaimedNotification => ({
    id: 'notification-1',
    organizationId: DEFAULT_ORGANIZATION_ID,
    channel: 'mail',
    recipient: 'hanako@example.com',
    subject: 'Receipt',
    body: 'Total: ¥1,100',
    accountTokenId: null,
    attempts: 1,
    claim: 1,
    ...changes,
  });

  it('goes by the channel that it is for', async () => {
    await send.execute(notification());
    await send.execute(notification({ channel: 'slack', recipient: 'operators', body: 'Look.' }));
    expect(channels.mails).toEqual([{ to: 'hanako@example.com', subject: 'Receipt', text: 'Total: ¥1,100' }]);
    expect(channels.posts).toEqual(['Look.']);
    expect(queue.verdicts).toEqual([{ status: 'sent' }, { status: 'sent' }]);
  });

  it('ends with the token of its link, which is nowhere else', async () => {
    await send.execute(notification({ body: 'https://shop.example/#token=', accountTokenId: 'token-1' }));
    expect(channels.mails[0]?.text).toBe('https://shop.example/#token=token of token-1');
  });

  it('is tried again after a failure, and given up in the end with one finding a day', async () => {
    channels.failure = new Error('The server is away.');
    await send.execute(notification());
    await send.execute(notification({ attempts: 8 }));
    await send.execute(notification({ id: 'notification-2', attempts: 8 }));
    expect(queue.verdicts).toMatchObject([
      { status: 'retry', error: 'The server is away.', at: expect.any(Date) },
      { status: 'dead' },
      { status: 'dead' },
    ]);
    expect(findings.all).toMatchObject([
      { kind: 'notification_failed', subject: 'mail', fact: '2026-11-20' },
    ]);
  });

  it('is not tried again for a recipient who is refused', async () => {
    channels.failure = new MailRefusedError('No such user.');
    await send.execute(notification());
    expect(queue.verdicts).toMatchObject([{ status: 'dead' }]);
  });

  it('changes nothing when its lease was lost', async () => {
    queue.leaseLost = true;
    channels.failure = new MailRefusedError('No such user.');
    await send.execute(notification());
    expect(findings.all).toEqual([]);
  });

  it('logs neither recipient nor text', async () => {
    channels.failure = new Error('The server is away.');
    await send.execute(notification());
    expect(JSON.stringify(logger.lines)).not.toMatch(/hanako|1,100/);
  });
});

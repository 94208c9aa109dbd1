import {
  type ClaimedNotification,
  INotificationQueue,
  type NewNotification,
  type NotificationVerdict,
} from '../../../src/application/notifications/ports/notification-queue.js';

interface Row {
  readonly notification: NewNotification;
  status: 'pending' | 'sending' | 'sent' | 'dead';
  dueAt: Date;
  attempts: number;
  claims: number;
}

/** By the machine's clock, as the tables go by the database's. */
export class FakeNotificationQueue extends INotificationQueue {
  /** Whatever became of them. */
  readonly added: NewNotification[] = [];
  readonly #rows = new Map<string, Row>();

  async add(notifications: readonly NewNotification[]): Promise<void> {
    for (const notification of notifications) {
      if (this.added.some((other) => tellsTheSame(other, notification))) continue;
      this.added.push(notification);
      const row: Row = { notification, status: 'pending', dueAt: new Date(), attempts: 0, claims: 0 };
      this.#rows.set(notification.id, row);
    }
  }

  async claim(limit: number, leaseMs: number): Promise<ClaimedNotification[]> {
    const now = new Date();
    const due = [...this.#rows.values()]
      .filter(({ status, dueAt }) => (status === 'pending' || status === 'sending') && dueAt <= now)
      .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
      .slice(0, limit);
    return due.map((row) => {
      const dueAt = new Date(now.getTime() + leaseMs);
      Object.assign(row, { status: 'sending', dueAt, attempts: row.attempts + 1, claims: row.claims + 1 });
      return toClaimed(row);
    });
  }

  async settle({ id, claim }: ClaimedNotification, verdict: NotificationVerdict): Promise<boolean> {
    const row = this.#rows.get(id);
    if (row?.status !== 'sending' || row.claims !== claim) return false;
    row.status = verdict.status === 'retry' ? 'pending' : verdict.status;
    if (verdict.status === 'retry') row.dueAt = verdict.at;
    return true;
  }

  async purge(madeBefore: Date, limit: number): Promise<number> {
    const ended = [...this.#rows.values()]
      .filter(({ status }) => status === 'sent' || status === 'dead')
      .filter(({ notification }) => notification.at < madeBefore)
      .slice(0, limit);
    for (const { notification } of ended) this.#rows.delete(notification.id);
    return ended.length;
  }
}

/** Mails about an account tell of no event, and each is one of its own. */
function tellsTheSame(one: NewNotification, other: NewNotification): boolean {
  const isOfSameEvent = one.eventId !== null && one.eventId === other.eventId;
  return isOfSameEvent && one.channel === other.channel && one.recipient === other.recipient;
}

function toClaimed({ notification, attempts, claims }: Row): ClaimedNotification {
  const { id, organizationId, channel, recipient, subject, body, accountTokenId = null } = notification;
  return { id, organizationId, channel, recipient, subject, body, accountTokenId, attempts, claim: claims };
}

import {
  type ClaimedNotification,
  INotificationQueue,
  type NewNotification,
} from '../../../src/application/notifications/ports/notification-queue.js';

/** Keeps what is queued; nothing is sent from here. */
export class FakeNotificationQueue extends INotificationQueue {
  readonly added: NewNotification[] = [];

  async add(notifications: readonly NewNotification[]): Promise<void> {
    this.added.push(...notifications);
  }

  async claim(): Promise<ClaimedNotification[]> {
    return [];
  }

  async settle(): Promise<boolean> {
    return false;
  }

  async purge(): Promise<number> {
    return 0;
  }
}

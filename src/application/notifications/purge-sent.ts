import { inBatches } from '../in-batches.js';
import type { IClock } from '../ports/clock.js';
import type { INotificationQueue } from './ports/notification-queue.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';

/** As long as Stripe keeps its events: after that nobody resends, and mails hold names and addresses. */
export const KEPT_FOR_MS = 30 * 24 * 60 * 60_000;
/** Rows a statement: milliseconds of locks. */
const BATCH = 1_000;

/** Forgets deliveries, their log and mails some time after they ended. What was published stays, so that it is never published twice. */
export class PurgeSent {
  constructor(
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly notifications: INotificationQueue,
    private readonly clock: IClock,
  ) {}

  async execute(signal: AbortSignal): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_FOR_MS);
    await inBatches(BATCH, signal, (limit) => this.deliveries.purge(before, limit));
    await inBatches(BATCH, signal, (limit) => this.notifications.purge(before, limit));
  }
}

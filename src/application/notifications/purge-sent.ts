import type { IClock } from '../ports/clock.js';
import type { INotificationQueue } from './ports/notification-queue.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';

/** As long as Stripe keeps its events: after that nobody resends, and mails hold names and addresses. */
export const KEPT_FOR_MS = 30 * 24 * 60 * 60_000;
/** Rows a statement: milliseconds of locks. */
const BATCH = 1_000;
/** Statements a run: a million rows; what is left is for the next run. */
const MAX_BATCHES = 1_000;

/** Forgets deliveries, their log and mails some time after they ended. What was published stays, so that it is never published twice. */
export class PurgeSent {
  constructor(
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly notifications: INotificationQueue,
    private readonly clock: IClock,
  ) {}

  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_FOR_MS);
    await untilFewer(() => this.deliveries.purge(before, BATCH));
    await untilFewer(() => this.notifications.purge(before, BATCH));
  }
}

async function untilFewer(purge: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < MAX_BATCHES; batch += 1) {
    if ((await purge()) < BATCH) return;
  }
}

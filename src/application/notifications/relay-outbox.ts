import { EVERY_EVENT } from '../../domain/notifications/webhook-endpoint.js';
import type { IClock } from '../ports/clock.js';
import type { IFindings } from '../ports/findings.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { ILogger } from '../ports/logger.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ComposeNotifications } from './compose-notifications.js';
import type { INotificationQueue, NewNotification, Notification } from './ports/notification-queue.js';
import type { IOutboxFeed, WaitingEvent } from './ports/outbox-feed.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';

/** Events a transaction: enough to drain a burst fast, few enough that their locks are held for milliseconds. */
const BATCH = 100;

/**
 * Fans waiting events out to the queues of webhooks, mails and operators' messages, in the transaction that marks them
 * dispatched. Any number of relays may run.
 */
export class RelayOutbox {
  constructor(
    private readonly outbox: IOutboxFeed,
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly notifications: INotificationQueue,
    private readonly compose: ComposeNotifications,
    private readonly findings: IFindings,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
    private readonly logger: ILogger,
  ) {}

  /** Until nothing waits, or `signal` is aborted. */
  async execute(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await this.#relayBatch()) > 0);
  }

  /** @returns how many left. */
  async #relayBatch(): Promise<number> {
    return this.unitOfWork.run(async () => {
      const events = await this.outbox.take(BATCH);
      if (events.length === 0) return 0;
      await this.#addDeliveries(events);
      await this.#addNotifications(events);
      await this.outbox.markDispatched(
        events.map(({ id }) => id),
        this.clock.now(),
      );
      return events.length;
    });
  }

  async #addDeliveries(events: readonly WaitingEvent[]): Promise<void> {
    const subscriptions = await this.endpoints.subscriptions();
    const at = this.clock.now();
    const deliveries = events.flatMap(({ id: eventId, organizationId, type, subject }) =>
      subscriptions
        .filter((one) => one.organizationId === organizationId && wants(one.eventTypes, type))
        .map(({ endpointId }) => ({ id: this.ids.uuid(), organizationId, endpointId, eventId, subject, at })),
    );
    if (deliveries.length > 0) await this.deliveries.add(deliveries);
  }

  async #addNotifications(events: readonly WaitingEvent[]): Promise<void> {
    const notifications: NewNotification[] = [];
    const at = this.clock.now();
    for (const event of events) {
      const { organizationId, id: eventId } = event;
      const composed = await this.#composed(event);
      notifications.push(
        ...composed.map((one) => ({ ...one, id: this.ids.uuid(), organizationId, eventId, at })),
      );
    }
    if (notifications.length > 0) await this.notifications.add(notifications);
  }

  /** An event that cannot be put into words must not hold up all others. */
  async #composed(event: WaitingEvent): Promise<readonly Notification[]> {
    try {
      return await this.compose.execute(event);
    } catch (error) {
      const { organizationId, id: subject, type } = event;
      this.logger.error('A notification could not be written.', { event_id: subject, type, err: error });
      // Fails as well where the transaction is lost; then all of it is done again.
      await this.findings.record({
        organizationId,
        kind: 'notification_not_written',
        subject,
        fact: 'not_written',
        detail: `Nobody was told of this ${type} event. The worker's log says why.`,
      });
      return [];
    }
  }
}

function wants(eventTypes: readonly string[], type: string): boolean {
  return eventTypes.includes(EVERY_EVENT) || eventTypes.includes(type);
}

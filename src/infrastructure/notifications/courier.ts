import type { DeliverWebhook } from '../../application/notifications/deliver-webhook.js';
import type { INotificationQueue } from '../../application/notifications/ports/notification-queue.js';
import type { IWebhookDeliveryQueue } from '../../application/notifications/ports/webhook-delivery-queue.js';
import type { RelayOutbox } from '../../application/notifications/relay-outbox.js';
import type { SendNotification } from '../../application/notifications/send-notification.js';
import type { ILogger } from '../../application/ports/logger.js';
import { runQueueWorker } from '../queue/queue-worker.js';
import { runPeriodically } from '../system/periodic-task.js';

/** An event is with its receiver within half a second when there is nothing else to do; an empty look costs a millisecond. */
const IDLE_MS = 200;
/** Nobody watches for a mail to the second. */
const NOTIFICATION_IDLE_MS = 500;

/** Sends hold no database connection, only a socket: bounded so that a backlog does not exhaust those. */
const WEBHOOK_CONCURRENCY = 64;
/** One endpoint that hangs fills a sixteenth of the places. */
const PER_ENDPOINT = 4;
const NOTIFICATION_CONCURRENCY = 4;

/** An attempt ends after 15 s and is written down at once: beyond twice that its sender is dead. */
const WEBHOOK_LEASE_MS = 30_000;
/** A mail has four steps of at most 5 s. */
const NOTIFICATION_LEASE_MS = 60_000;

/** Carries out of the house what happened in it: relay, webhooks, mails. Any number of couriers may run. */
export class Courier {
  constructor(
    private readonly relay: RelayOutbox,
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly deliverWebhook: DeliverWebhook,
    private readonly notifications: INotificationQueue,
    private readonly sendNotification: SendNotification,
    private readonly logger: ILogger,
  ) {}

  /** Resolves after `signal` is aborted and what was under work is settled or given back. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([
      runPeriodically(
        { name: 'relay of the outbox', intervalMs: IDLE_MS, work: () => this.relay.execute(signal) },
        this.logger,
        signal,
      ),
      runQueueWorker(
        {
          name: 'webhooks',
          concurrency: WEBHOOK_CONCURRENCY,
          idleMs: IDLE_MS,
          claim: (limit) => this.deliveries.claim(limit, PER_ENDPOINT, WEBHOOK_LEASE_MS),
          work: (delivery, aborted) => this.deliverWebhook.execute(delivery, aborted),
        },
        this.logger,
        signal,
      ),
      runQueueWorker(
        {
          name: 'notifications',
          concurrency: NOTIFICATION_CONCURRENCY,
          idleMs: NOTIFICATION_IDLE_MS,
          claim: (limit) => this.notifications.claim(limit, NOTIFICATION_LEASE_MS),
          work: (notification) => this.sendNotification.execute(notification),
        },
        this.logger,
        signal,
      ),
    ]);
  }
}

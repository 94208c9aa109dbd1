import {
  WebhookEndpointDisabled,
  WebhookEndpointNotFound,
} from '../../domain/notifications/notification-errors.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { WebhookEndpointCommand } from './delete-webhook-endpoint.js';
import { PING } from './event-types.js';
import type { IOutboxFeed } from './ports/outbox-feed.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';

/** Sends one endpoint a `ping`, the same way that everything goes. */
export class SendTestWebhook {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly outbox: IOutboxFeed,
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @returns the delivery's id @throws WebhookEndpointNotFound, WebhookEndpointDisabled */
  async execute({ organizationId, actorUserId, endpointId }: WebhookEndpointCommand): Promise<string> {
    return this.unitOfWork.run(async () => {
      const endpoint = await this.endpoints.findById(organizationId, endpointId);
      if (!endpoint) throw new WebhookEndpointNotFound();
      if (!endpoint.enabled) throw new WebhookEndpointDisabled();
      const at = this.clock.now();
      const [eventId, id] = [this.ids.uuid(), this.ids.uuid()];
      const data = { webhook_endpoint_id: endpointId };
      await this.outbox.insertDispatched({
        id: eventId,
        organizationId,
        type: PING,
        subject: endpointId,
        data,
        createdAt: at,
      });
      await this.deliveries.add([{ id, organizationId, endpointId, eventId, subject: endpointId, at }]);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_endpoint.tested',
        subject: endpointId,
        detail: { delivery_id: id },
      });
      return id;
    });
  }
}

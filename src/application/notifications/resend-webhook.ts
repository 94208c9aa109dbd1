import {
  WebhookDeliveryNotFound,
  WebhookEndpointDisabled,
} from '../../domain/notifications/notification-errors.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';

export interface ResendWebhookCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly deliveryId: string;
}

/** Makes a delivery due again, with all its tries, whatever became of it. The receiver sees the same `webhook-id`. */
export class ResendWebhook {
  constructor(
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** @throws WebhookDeliveryNotFound, WebhookEndpointDisabled */
  async execute({ organizationId, actorUserId, deliveryId }: ResendWebhookCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const outcome = await this.deliveries.resend(organizationId, deliveryId);
      if (outcome === 'not_found') throw new WebhookDeliveryNotFound();
      if (outcome === 'endpoint_disabled') throw new WebhookEndpointDisabled();
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_delivery.resent',
        subject: deliveryId,
        detail: {},
      });
    });
  }
}

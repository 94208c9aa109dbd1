import { WebhookEndpointNotFound } from '../../domain/notifications/notification-errors.js';
import type { EndpointChanges } from '../../domain/notifications/webhook-endpoint.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { allowedUrl } from './create-webhook-endpoint.js';
import type { IWebhookDeliveryQueue } from './ports/webhook-delivery-queue.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';
import type { IWebhookTargets } from './ports/webhook-sender.js';

export interface ChangeWebhookEndpointCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly endpointId: string;
  readonly changes: EndpointChanges;
}

/** Moves, describes, enables or disables an endpoint. What waits for one that is disabled is cancelled. */
export class ChangeWebhookEndpoint {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly deliveries: IWebhookDeliveryQueue,
    private readonly targets: IWebhookTargets,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws WebhookEndpointNotFound, WebhookUrlRefused */
  async execute({
    organizationId,
    actorUserId,
    endpointId,
    changes,
  }: ChangeWebhookEndpointCommand): Promise<void> {
    const url = changes.url === undefined ? undefined : allowedUrl(changes.url, this.targets);
    await this.unitOfWork.run(async () => {
      const endpoint = await this.endpoints.findByIdForUpdate(organizationId, endpointId);
      if (!endpoint) throw new WebhookEndpointNotFound();
      endpoint.change({ ...changes, url }, this.clock.now());
      await this.endpoints.update(endpoint);
      if (!endpoint.enabled) await this.deliveries.cancelPending(organizationId, endpointId);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_endpoint.changed',
        subject: endpointId,
        // The address may hold a token: the host says enough.
        detail: { ...changes, url: url === undefined ? undefined : new URL(url).host },
      });
    });
  }
}

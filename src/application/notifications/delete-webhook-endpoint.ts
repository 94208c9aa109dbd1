import { WebhookEndpointNotFound } from '../../domain/notifications/notification-errors.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';

export interface WebhookEndpointCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly endpointId: string;
}

/** Removes an endpoint with its deliveries and their log. */
export class DeleteWebhookEndpoint {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** @throws WebhookEndpointNotFound */
  async execute({ organizationId, actorUserId, endpointId }: WebhookEndpointCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (!(await this.endpoints.delete(organizationId, endpointId))) throw new WebhookEndpointNotFound();
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_endpoint.deleted',
        subject: endpointId,
        detail: {},
      });
    });
  }
}

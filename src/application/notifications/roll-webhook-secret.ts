import { WebhookEndpointNotFound } from '../../domain/notifications/notification-errors.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { WebhookEndpointCommand } from './delete-webhook-endpoint.js';
import type { ISigningSecrets } from './ports/signing-secrets.js';
import type { IWebhookEndpointRepository } from './ports/webhook-endpoint-repository.js';

/** Gives an endpoint a new secret. For a day webhooks are signed with the old one as well. */
export class RollWebhookSecret {
  constructor(
    private readonly endpoints: IWebhookEndpointRepository,
    private readonly secrets: ISigningSecrets,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws WebhookEndpointNotFound */
  async execute({ organizationId, actorUserId, endpointId }: WebhookEndpointCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const endpoint = await this.endpoints.findByIdForUpdate(organizationId, endpointId);
      if (!endpoint) throw new WebhookEndpointNotFound();
      endpoint.rollSecret(this.secrets.create(endpointId), this.clock.now());
      await this.endpoints.update(endpoint);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'webhook_endpoint.secret_rolled',
        subject: endpointId,
        detail: {},
      });
    });
  }
}

import { Module } from '@nestjs/common';
import { WebhookDeliveriesController } from '../api/notifications/webhook-deliveries.controller.js';
import { WebhookEndpointSecret } from '../api/notifications/webhook-endpoint-secret.js';
import { WebhookEndpointsController } from '../api/notifications/webhook-endpoints.controller.js';
import { ChangeWebhookEndpoint } from '../application/notifications/change-webhook-endpoint.js';
import { CreateWebhookEndpoint } from '../application/notifications/create-webhook-endpoint.js';
import { DeleteWebhookEndpoint } from '../application/notifications/delete-webhook-endpoint.js';
import { IDevelopmentMailbox } from '../application/notifications/ports/development-mailbox.js';
import { IOutboxFeed } from '../application/notifications/ports/outbox-feed.js';
import { ISigningSecrets } from '../application/notifications/ports/signing-secrets.js';
import { IWebhookDeliveryQueue } from '../application/notifications/ports/webhook-delivery-queue.js';
import { IWebhookEndpointRepository } from '../application/notifications/ports/webhook-endpoint-repository.js';
import { IWebhookQueries } from '../application/notifications/ports/webhook-queries.js';
import { IWebhookTargets } from '../application/notifications/ports/webhook-sender.js';
import { ReadWebhookSecret } from '../application/notifications/read-webhook-secret.js';
import { ResendWebhook } from '../application/notifications/resend-webhook.js';
import { RollWebhookSecret } from '../application/notifications/roll-webhook-secret.js';
import { SendTestWebhook } from '../application/notifications/send-test-webhook.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { DevelopmentMailbox } from '../infrastructure/persistence/notifications/development-mailbox.js';
import { WebhookQueries } from '../infrastructure/persistence/notifications/webhook-queries.js';
import { provideUseCase } from './provide-use-case.js';
import { WebhookStoreModule } from './webhook-store.module.js';

/** What operators do with the receivers of outgoing webhooks. */
@Module({
  imports: [WebhookStoreModule],
  controllers: [WebhookEndpointsController, WebhookDeliveriesController],
  providers: [
    { provide: IDevelopmentMailbox, useClass: DevelopmentMailbox },
    { provide: IWebhookQueries, useClass: WebhookQueries },
    provideUseCase(CreateWebhookEndpoint, [
      IWebhookEndpointRepository,
      ISigningSecrets,
      IWebhookTargets,
      IAuditLog,
      IUnitOfWork,
      IClock,
      IIdGenerator,
    ]),
    provideUseCase(ChangeWebhookEndpoint, [
      IWebhookEndpointRepository,
      IWebhookDeliveryQueue,
      IWebhookTargets,
      IAuditLog,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(DeleteWebhookEndpoint, [IWebhookEndpointRepository, IAuditLog, IUnitOfWork]),
    provideUseCase(RollWebhookSecret, [
      IWebhookEndpointRepository,
      ISigningSecrets,
      IAuditLog,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(ReadWebhookSecret, [IWebhookEndpointRepository, ISigningSecrets]),
    provideUseCase(ResendWebhook, [IWebhookDeliveryQueue, IAuditLog, IUnitOfWork]),
    provideUseCase(SendTestWebhook, [
      IWebhookEndpointRepository,
      IOutboxFeed,
      IWebhookDeliveryQueue,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    WebhookEndpointSecret,
  ],
})
export class NotificationsModule {}

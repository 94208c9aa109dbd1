import { Module } from '@nestjs/common';
import { IOutboxFeed } from '../application/notifications/ports/outbox-feed.js';
import { ISigningSecrets } from '../application/notifications/ports/signing-secrets.js';
import { IWebhookDeliveryQueue } from '../application/notifications/ports/webhook-delivery-queue.js';
import { IWebhookEndpointRepository } from '../application/notifications/ports/webhook-endpoint-repository.js';
import { IWebhookTargets } from '../application/notifications/ports/webhook-sender.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { SealingKey } from '../infrastructure/crypto/sealing-key.js';
import { SigningSecrets } from '../infrastructure/crypto/signing-secrets.js';
import { WebhookTargets } from '../infrastructure/notifications/webhook-targets.js';
import { OutboxFeed } from '../infrastructure/persistence/notifications/outbox-feed.js';
import { WebhookDeliveryQueue } from '../infrastructure/persistence/notifications/webhook-delivery-queue.js';
import { WebhookEndpointRepository } from '../infrastructure/persistence/notifications/webhook-endpoint-repository.js';

const PURPOSE = 'kaikei signing secrets of outgoing webhooks';

/** What those who manage outgoing webhooks and those who send them share. */
@Module({
  providers: [
    { provide: IOutboxFeed, useClass: OutboxFeed },
    { provide: IWebhookEndpointRepository, useClass: WebhookEndpointRepository },
    { provide: IWebhookDeliveryQueue, useClass: WebhookDeliveryQueue },
    {
      provide: ISigningSecrets,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        new SigningSecrets(new SealingKey(values.ENCRYPTION_KEY ?? values.JWT_SECRET, PURPOSE)),
    },
    {
      provide: WebhookTargets,
      inject: [Configuration],
      useFactory: ({ values, production }: Configuration) =>
        new WebhookTargets({ allowedHosts: values.OUTGOING_WEBHOOK_ALLOWED_HOSTS, httpsOnly: production }),
    },
    { provide: IWebhookTargets, useExisting: WebhookTargets },
  ],
  exports: [
    IOutboxFeed,
    IWebhookEndpointRepository,
    IWebhookDeliveryQueue,
    ISigningSecrets,
    WebhookTargets,
    IWebhookTargets,
  ],
})
export class WebhookStoreModule {}

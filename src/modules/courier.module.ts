import { Module } from '@nestjs/common';
import { ComposeNotifications } from '../application/notifications/compose-notifications.js';
import { DeliverWebhook } from '../application/notifications/deliver-webhook.js';
import { NotificationSettings } from '../application/notifications/notification-settings.js';
import { IMailer, IOperatorsChannel } from '../application/notifications/ports/channels.js';
import { IDevelopmentMailbox } from '../application/notifications/ports/development-mailbox.js';
import { INotificationQueue } from '../application/notifications/ports/notification-queue.js';
import { IOutboxFeed } from '../application/notifications/ports/outbox-feed.js';
import { IRecipients } from '../application/notifications/ports/recipients.js';
import { ISigningSecrets } from '../application/notifications/ports/signing-secrets.js';
import { IWebhookDeliveryQueue } from '../application/notifications/ports/webhook-delivery-queue.js';
import { IWebhookEndpointRepository } from '../application/notifications/ports/webhook-endpoint-repository.js';
import { IWebhookSender } from '../application/notifications/ports/webhook-sender.js';
import { PurgeSent } from '../application/notifications/purge-sent.js';
import { RelayOutbox } from '../application/notifications/relay-outbox.js';
import { SendNotification } from '../application/notifications/send-notification.js';
import { IOrderQueries } from '../application/orders/ports/order-queries.js';
import { IAccountLinkTokens } from '../application/ports/account-link-tokens.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { Courier } from '../infrastructure/notifications/courier.js';
import {
  notificationSettings,
  selectMailer,
  selectOperatorsChannel,
} from '../infrastructure/notifications/select-channels.js';
import { WebhookSender } from '../infrastructure/notifications/webhook-sender.js';
import { WebhookTargets } from '../infrastructure/notifications/webhook-targets.js';
import { Recipients } from '../infrastructure/persistence/identity/recipients.js';
import { DevelopmentMailbox } from '../infrastructure/persistence/notifications/development-mailbox.js';
import { NotificationQueue } from '../infrastructure/persistence/notifications/notification-queue.js';
import { OrderQueries } from '../infrastructure/persistence/orders/order-queries.js';
import { AccountLinksModule } from './account-links.module.js';
import { provideUseCase } from './provide-use-case.js';
import { WebhookStoreModule } from './webhook-store.module.js';

const CHANNELS = [
  { provide: NotificationSettings, inject: [Configuration], useFactory: notificationSettings },
  { provide: IDevelopmentMailbox, useClass: DevelopmentMailbox },
  { provide: IMailer, inject: [Configuration, IDevelopmentMailbox, ILogger], useFactory: selectMailer },
  { provide: IOperatorsChannel, inject: [Configuration, ILogger], useFactory: selectOperatorsChannel },
];

/** What carries events out of the house, in the worker process. */
@Module({
  imports: [WebhookStoreModule, AccountLinksModule],
  providers: [
    ...CHANNELS,
    { provide: INotificationQueue, useClass: NotificationQueue },
    { provide: IRecipients, useClass: Recipients },
    { provide: IOrderQueries, useClass: OrderQueries },
    {
      ...provideUseCase(WebhookSender, [WebhookTargets, ISigningSecrets, IClock]),
      provide: IWebhookSender,
    },
    provideUseCase(ComposeNotifications, [IOrderQueries, IRecipients, NotificationSettings]),
    provideUseCase(RelayOutbox, [
      IOutboxFeed,
      IWebhookEndpointRepository,
      IWebhookDeliveryQueue,
      INotificationQueue,
      ComposeNotifications,
      IFindings,
      IUnitOfWork,
      IIdGenerator,
      IClock,
      ILogger,
    ]),
    provideUseCase(DeliverWebhook, [
      IWebhookDeliveryQueue,
      IWebhookEndpointRepository,
      IWebhookSender,
      IFindings,
      IUnitOfWork,
      IIdGenerator,
      IClock,
      ILogger,
    ]),
    provideUseCase(SendNotification, [
      INotificationQueue,
      IMailer,
      IOperatorsChannel,
      IAccountLinkTokens,
      IFindings,
      IUnitOfWork,
      IClock,
      ILogger,
    ]),
    provideUseCase(PurgeSent, [IWebhookDeliveryQueue, INotificationQueue, IClock]),
    provideUseCase(Courier, [
      RelayOutbox,
      IWebhookDeliveryQueue,
      DeliverWebhook,
      INotificationQueue,
      SendNotification,
      ILogger,
    ]),
  ],
  exports: [Courier, PurgeSent],
})
export class CourierModule {}

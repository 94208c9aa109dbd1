import { Module } from '@nestjs/common';
import { AccountMails } from '../application/notifications/account-mails.js';
import { NotificationSettings } from '../application/notifications/notification-settings.js';
import { INotificationQueue } from '../application/notifications/ports/notification-queue.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { notificationSettings } from '../infrastructure/notifications/select-channels.js';
import { NotificationQueue } from '../infrastructure/persistence/notifications/notification-queue.js';
import { provideUseCase } from './provide-use-case.js';

/** Mails to someone about their account: queued here, sent by the worker. */
@Module({
  providers: [
    { provide: INotificationQueue, useClass: NotificationQueue },
    { provide: NotificationSettings, inject: [Configuration], useFactory: notificationSettings },
    provideUseCase(AccountMails, [INotificationQueue, NotificationSettings, IIdGenerator, IClock]),
  ],
  exports: [AccountMails],
})
export class AccountMailsModule {}

import { Module } from '@nestjs/common';
import { IssueAccountToken } from '../application/identity/issue-account-token.js';
import { IAccountTokenRepository } from '../application/identity/ports/account-token-repository.js';
import { IPasswordResetRequests } from '../application/identity/ports/password-reset-requests.js';
import { ISecretGenerator } from '../application/identity/ports/secret-generator.js';
import { SendAccountLink } from '../application/identity/send-account-link.js';
import { AccountMails } from '../application/notifications/account-mails.js';
import { NotificationSettings } from '../application/notifications/notification-settings.js';
import { INotificationQueue } from '../application/notifications/ports/notification-queue.js';
import { IAccountLinkTokens } from '../application/ports/account-link-tokens.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { AccountLinkTokens } from '../infrastructure/crypto/account-link-tokens.js';
import { SecretGenerator } from '../infrastructure/crypto/secret-generator.js';
import { notificationSettings } from '../infrastructure/notifications/select-channels.js';
import { AccountTokenRepository } from '../infrastructure/persistence/identity/account-token-repository.js';
import { PasswordResetRequests } from '../infrastructure/persistence/identity/password-reset-requests.js';
import { NotificationQueue } from '../infrastructure/persistence/notifications/notification-queue.js';
import { provideUseCase } from './provide-use-case.js';

/** Mails to someone about their account, and the links in them: queued here, sent by the worker. */
@Module({
  providers: [
    { provide: INotificationQueue, useClass: NotificationQueue },
    { provide: NotificationSettings, inject: [Configuration], useFactory: notificationSettings },
    { provide: IAccountTokenRepository, useClass: AccountTokenRepository },
    { provide: IPasswordResetRequests, useClass: PasswordResetRequests },
    { provide: ISecretGenerator, useClass: SecretGenerator },
    {
      provide: IAccountLinkTokens,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) =>
        new AccountLinkTokens(values.ENCRYPTION_KEY ?? values.JWT_SECRET),
    },
    provideUseCase(AccountMails, [INotificationQueue, NotificationSettings, IIdGenerator, IClock]),
    provideUseCase(IssueAccountToken, [
      IAccountTokenRepository,
      IAccountLinkTokens,
      ISecretGenerator,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(SendAccountLink, [IssueAccountToken, AccountMails]),
  ],
  exports: [
    AccountMails,
    IAccountLinkTokens,
    IAccountTokenRepository,
    IPasswordResetRequests,
    ISecretGenerator,
    IssueAccountToken,
    SendAccountLink,
  ],
})
export class AccountLinksModule {}

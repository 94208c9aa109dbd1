import type { Provider } from '@nestjs/common';
import { ConfirmEmailChange } from '../application/identity/confirm-email-change.js';
import { IssueAccountToken } from '../application/identity/issue-account-token.js';
import { IAttemptCounters } from '../application/identity/ports/attempt-counters.js';
import { IAccountTokenRepository } from '../application/identity/ports/account-token-repository.js';
import { ConfirmPassword } from '../application/identity/confirm-password.js';
import { IPendingEmailQueries } from '../application/identity/ports/pending-email-queries.js';
import { IPersonalData } from '../application/identity/ports/personal-data.js';
import { ISecretGenerator } from '../application/identity/ports/secret-generator.js';
import { ISessionRepository } from '../application/identity/ports/session-repository.js';
import { ISignInRecords } from '../application/identity/ports/sign-in-records.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { RequestEmailChange } from '../application/identity/request-email-change.js';
import { WithdrawEmailChange } from '../application/identity/withdraw-email-change.js';
import { AccountMails } from '../application/notifications/account-mails.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { PendingEmailQueries } from '../infrastructure/persistence/identity/pending-email-queries.js';
import { provideUseCase } from './provide-use-case.js';

/** Another address for an account. Part of the identity module. */
export const EMAIL_CHANGE: Provider[] = [
  { provide: IPendingEmailQueries, useClass: PendingEmailQueries },
  provideUseCase(RequestEmailChange, [
    IUserRepository,
    ISessionRepository,
    ConfirmPassword,
    IssueAccountToken,
    IAttemptCounters,
    ISecretGenerator,
    ISignInRecords,
    AccountMails,
    IAuditLog,
    IUnitOfWork,
    IIdGenerator,
    IClock,
  ]),
  provideUseCase(ConfirmEmailChange, [
    IUserRepository,
    ISessionRepository,
    IAccountTokenRepository,
    ISecretGenerator,
    IStripeCustomerRepository,
    IPersonalData,
    ISignInRecords,
    AccountMails,
    IAuditLog,
    IUnitOfWork,
    IIdGenerator,
    IClock,
  ]),
  provideUseCase(WithdrawEmailChange, [
    IUserRepository,
    ISessionRepository,
    IAccountTokenRepository,
    IUnitOfWork,
    IClock,
  ]),
];

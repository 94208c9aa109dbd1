import type { Provider } from '@nestjs/common';
import { ConfirmPassword } from '../application/identity/confirm-password.js';
import { DeleteAccount } from '../application/identity/delete-account.js';
import { ExportAccount } from '../application/identity/export-account.js';
import { IAccountErasures } from '../application/identity/ports/account-erasures.js';
import { IPersonalData } from '../application/identity/ports/personal-data.js';
import { IPendingEmailQueries } from '../application/identity/ports/pending-email-queries.js';
import { ISessionQueries } from '../application/identity/ports/session-queries.js';
import { ISessionRepository } from '../application/identity/ports/session-repository.js';
import { ISignInQueries } from '../application/identity/ports/sign-in-queries.js';
import { IUserQueries } from '../application/identity/ports/user-queries.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { SettleErasures } from '../application/identity/settle-erasures.js';
import { AccountMails } from '../application/notifications/account-mails.js';
import { IMailHistory } from '../application/notifications/ports/mail-history.js';
import { CloseBooks } from '../application/orders/close-books.js';
import { IOrderQueries } from '../application/orders/ports/order-queries.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { IStandingOrders } from '../application/orders/ports/standing-orders.js';
import { ListSavedCards } from '../application/payments/list-saved-cards.js';
import { IOrderMoney } from '../application/payments/ports/order-money.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { IAuditQueries } from '../application/system/ports/audit-queries.js';
import { AuditQueries } from '../infrastructure/persistence/system/audit-queries.js';
import { MailHistory } from '../infrastructure/persistence/notifications/mail-history.js';
import { OrderQueries } from '../infrastructure/persistence/orders/order-queries.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { StandingOrders } from '../infrastructure/persistence/orders/standing-orders.js';
import { OrderMoneyQueries } from '../infrastructure/persistence/payments/order-money.js';
import { provideUseCase } from './provide-use-case.js';

/** What people take with them, and how they go. */
export const ACCOUNT_ENDINGS: Provider[] = [
  { provide: IOrderRepository, useClass: OrderRepository },
  { provide: IOrderQueries, useClass: OrderQueries },
  { provide: IOrderMoney, useClass: OrderMoneyQueries },
  { provide: IAuditQueries, useClass: AuditQueries },
  { provide: IMailHistory, useClass: MailHistory },
  { provide: IStandingOrders, useClass: StandingOrders },
  provideUseCase(ExportAccount, [
    IUserRepository,
    IUserQueries,
    IPendingEmailQueries,
    ISessionQueries,
    ISignInQueries,
    ListSavedCards,
    IMailHistory,
    IAuditQueries,
    IOrderQueries,
    IOrderMoney,
    IClock,
  ]),
  provideUseCase(CloseBooks, [IStandingOrders, IOrderRepository, IPaymentCloser, IOutbox, IClock]),
  provideUseCase(DeleteAccount, [
    IUserRepository,
    ISessionRepository,
    ConfirmPassword,
    CloseBooks,
    IPersonalData,
    IAccountErasures,
    SettleErasures,
    AccountMails,
    IAuditLog,
    IUnitOfWork,
    IClock,
  ]),
];

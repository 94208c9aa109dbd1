import { Module } from '@nestjs/common';
import { GrantPasswordResets } from '../application/identity/grant-password-resets.js';
import { IAccountTokenRepository } from '../application/identity/ports/account-token-repository.js';
import { IExternalIdentityRepository } from '../application/identity/ports/external-identity-repository.js';
import { IPasswordResetRequests } from '../application/identity/ports/password-reset-requests.js';
import { ISessionRepository } from '../application/identity/ports/session-repository.js';
import { ISignInRecords } from '../application/identity/ports/sign-in-records.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { PurgeExpiredAccess } from '../application/identity/purge-expired-access.js';
import { SendAccountLink } from '../application/identity/send-account-link.js';
import { ExpireOrders } from '../application/orders/expire-orders.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { IUnpaidOrders } from '../application/orders/ports/unpaid-orders.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { BeatHeart } from '../application/system/beat-heart.js';
import { IHeartbeats } from '../application/system/ports/heartbeats.js';
import { IIdempotencyStore } from '../application/system/ports/idempotency-store.js';
import { PurgeExpiredIdempotencyKeys } from '../application/system/purge-expired-idempotency-keys.js';
import { ExternalIdentityRepository } from '../infrastructure/persistence/identity/external-identity-repository.js';
import { SessionRepository } from '../infrastructure/persistence/identity/session-repository.js';
import { SignInRecords } from '../infrastructure/persistence/identity/sign-in-records.js';
import { UserRepository } from '../infrastructure/persistence/identity/user-repository.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { UnpaidOrders } from '../infrastructure/persistence/orders/unpaid-orders.js';
import { Heartbeats } from '../infrastructure/persistence/system/heartbeats.js';
import { AccountErasureModule } from './account-erasure.module.js';
import { AccountLinksModule } from './account-links.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

/** What the worker does at regular times, whatever happens. */
@Module({
  imports: [PaymentsModule, AccountLinksModule, AccountErasureModule],
  providers: [
    { provide: IHeartbeats, useClass: Heartbeats },
    provideUseCase(BeatHeart, [IHeartbeats, IIdGenerator, IClock]),
    { provide: IOrderRepository, useClass: OrderRepository },
    { provide: IUnpaidOrders, useClass: UnpaidOrders },
    provideUseCase(ExpireOrders, [
      IUnpaidOrders,
      IOrderRepository,
      IPaymentCloser,
      IOutbox,
      IUnitOfWork,
      IClock,
      ILogger,
    ]),
    { provide: ISessionRepository, useClass: SessionRepository },
    { provide: ISignInRecords, useClass: SignInRecords },
    { provide: IUserRepository, useClass: UserRepository },
    provideUseCase(GrantPasswordResets, [
      IPasswordResetRequests,
      IUserRepository,
      SendAccountLink,
      IUnitOfWork,
    ]),
    { provide: IExternalIdentityRepository, useClass: ExternalIdentityRepository },
    provideUseCase(PurgeExpiredAccess, [
      ISessionRepository,
      IAccountTokenRepository,
      ISignInRecords,
      IExternalIdentityRepository,
      IClock,
    ]),
    provideUseCase(PurgeExpiredIdempotencyKeys, [IIdempotencyStore, IClock]),
  ],
  exports: [
    AccountErasureModule,
    BeatHeart,
    ExpireOrders,
    GrantPasswordResets,
    PurgeExpiredAccess,
    PurgeExpiredIdempotencyKeys,
  ],
})
export class UpkeepModule {}

import { Module } from '@nestjs/common';
import { CustomersController } from '../api/identity/customers.controller.js';
import { ChangeRole } from '../application/identity/change-role.js';
import { ICustomerQueries } from '../application/identity/ports/customer-queries.js';
import { ISessionRepository } from '../application/identity/ports/session-repository.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { CustomerQueries } from '../infrastructure/persistence/identity/customer-queries.js';
import { SessionRepository } from '../infrastructure/persistence/identity/session-repository.js';
import { UserRepository } from '../infrastructure/persistence/identity/user-repository.js';
import { provideUseCase } from './provide-use-case.js';

/** Accounts as operators see them, and who of them is one. */
@Module({
  controllers: [CustomersController],
  providers: [
    { provide: ICustomerQueries, useClass: CustomerQueries },
    { provide: IUserRepository, useClass: UserRepository },
    { provide: ISessionRepository, useClass: SessionRepository },
    provideUseCase(ChangeRole, [IUserRepository, ISessionRepository, IAuditLog, IUnitOfWork, IClock]),
  ],
})
export class CustomersModule {}

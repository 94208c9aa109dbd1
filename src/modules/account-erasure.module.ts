import { Module } from '@nestjs/common';
import { ForgetPayloads } from '../application/identity/forget-payloads.js';
import { IAccountErasures } from '../application/identity/ports/account-erasures.js';
import { IPersonalData } from '../application/identity/ports/personal-data.js';
import { SettleErasures } from '../application/identity/settle-erasures.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { ILogger } from '../application/ports/logger.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { AccountErasures } from '../infrastructure/persistence/identity/account-erasures.js';
import { PersonalData } from '../infrastructure/persistence/identity/personal-data.js';
import { StripeCustomerRepository } from '../infrastructure/persistence/payments/stripe-customer-repository.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

/** What deleting an account takes, in the request and afterwards in the worker. */
@Module({
  imports: [PaymentsModule],
  providers: [
    { provide: IAccountErasures, useClass: AccountErasures },
    { provide: IPersonalData, useClass: PersonalData },
    { provide: IStripeCustomerRepository, useClass: StripeCustomerRepository },
    provideUseCase(ForgetPayloads, [IPersonalData, IClock]),
    provideUseCase(SettleErasures, [
      IAccountErasures,
      IStripeCustomerRepository,
      EnsureStripeCustomer,
      IStripeService,
      ForgetPayloads,
      IFindings,
      IClock,
      ILogger,
    ]),
  ],
  exports: [IAccountErasures, IPersonalData, IStripeCustomerRepository, SettleErasures, ForgetPayloads],
})
export class AccountErasureModule {}

import { Module } from '@nestjs/common';
import { CustomerCardsController } from '../api/payments/customer-cards.controller.js';
import { PaymentMethodsController } from '../api/payments/payment-methods.controller.js';
import { SetupIntentSecret } from '../api/payments/setup-intent-secret.js';
import { ChooseDefaultCard } from '../application/payments/choose-default-card.js';
import { CreateSetupIntent } from '../application/payments/create-setup-intent.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { FindOwnCard } from '../application/payments/find-own-card.js';
import { ListSavedCards } from '../application/payments/list-saved-cards.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { IStripePaymentMethods } from '../application/payments/ports/stripe-payment-methods.js';
import { RemoveSavedCard } from '../application/payments/remove-saved-card.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { StripeCustomerRepository } from '../infrastructure/persistence/payments/stripe-customer-repository.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  imports: [PaymentsModule],
  controllers: [CustomerCardsController, PaymentMethodsController],
  providers: [
    { provide: IStripeCustomerRepository, useClass: StripeCustomerRepository },
    provideUseCase(FindOwnCard, [IStripeCustomerRepository, IStripePaymentMethods]),
    provideUseCase(ListSavedCards, [IStripeCustomerRepository, IStripePaymentMethods, IStripeService]),
    provideUseCase(CreateSetupIntent, [
      EnsureStripeCustomer,
      IStripeCustomerRepository,
      IStripePaymentMethods,
      IStripeService,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(ChooseDefaultCard, [FindOwnCard, IStripePaymentMethods, IStripeService]),
    provideUseCase(RemoveSavedCard, [FindOwnCard, IStripePaymentMethods, IStripeService]),
    SetupIntentSecret,
  ],
  exports: [ListSavedCards],
})
export class SavedCardsModule {}

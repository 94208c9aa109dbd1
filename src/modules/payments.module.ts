import { Module } from '@nestjs/common';
import { PaymentIntentSecret } from '../api/payments/payment-intent-secret.js';
import { PaymentsController } from '../api/payments/payments.controller.js';
import { PublishableKey } from '../api/payments/publishable-key.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { ApplyToOrder } from '../application/payments/apply-to-order.js';
import { ClosePayment } from '../application/payments/close-payment.js';
import { CreatePaymentIntent } from '../application/payments/create-payment-intent.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { OpenPayment } from '../application/payments/open-payment.js';
import { IPayerDirectory } from '../application/payments/ports/payer-directory.js';
import { IPaymentAttemptRepository } from '../application/payments/ports/payment-attempt-repository.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { PayerDirectory } from '../infrastructure/persistence/identity/payer-directory.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { PaymentAttemptRepository } from '../infrastructure/persistence/payments/payment-attempt-repository.js';
import { StripeCustomerRepository } from '../infrastructure/persistence/payments/stripe-customer-repository.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  controllers: [PaymentsController],
  providers: [
    { provide: IPaymentAttemptRepository, useClass: PaymentAttemptRepository },
    { provide: IStripeCustomerRepository, useClass: StripeCustomerRepository },
    { provide: IPayerDirectory, useClass: PayerDirectory },
    { provide: IOrderRepository, useClass: OrderRepository },
    provideUseCase(EnsureStripeCustomer, [
      IStripeCustomerRepository,
      IPayerDirectory,
      IStripeService,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(ApplyToOrder, [IOrderRepository, IFindings, IOutbox, IClock]),
    provideUseCase(LookAtPayment, [IPaymentAttemptRepository, IStripeService]),
    provideUseCase(RecordPayment, [
      IPaymentAttemptRepository,
      IOrderRepository,
      ApplyToOrder,
      IFindings,
      IStripeService,
      IClock,
    ]),
    provideUseCase(OpenPayment, [
      IPaymentAttemptRepository,
      RecordPayment,
      IStripeService,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(CreatePaymentIntent, [
      IOrderRepository,
      IPaymentAttemptRepository,
      IStripeCustomerRepository,
      EnsureStripeCustomer,
      OpenPayment,
      IStripeService,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    {
      ...provideUseCase(ClosePayment, [
        IPaymentAttemptRepository,
        OpenPayment,
        RecordPayment,
        IStripeService,
        IUnitOfWork,
      ]),
      provide: IPaymentCloser,
    },
    PaymentIntentSecret,
    {
      provide: PublishableKey,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new PublishableKey(values.STRIPE_PUBLISHABLE_KEY),
    },
  ],
  exports: [EnsureStripeCustomer, LookAtPayment, RecordPayment, IPaymentCloser],
})
export class PaymentsModule {}

import type { FactoryProvider } from '@nestjs/common';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { ApplyToOrder } from '../application/payments/apply-to-order.js';
import { CloseCheckout } from '../application/payments/close-checkout.js';
import { ClosePayment } from '../application/payments/close-payment.js';
import { CreateCheckout } from '../application/payments/create-checkout.js';
import { CreateOnce } from '../application/payments/create-once.js';
import { CreatePaymentIntent } from '../application/payments/create-payment-intent.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { LookAtAttempt } from '../application/payments/look-at-attempt.js';
import { LookAtCheckout } from '../application/payments/look-at-checkout.js';
import { OpenCheckout } from '../application/payments/open-checkout.js';
import { OpenForPayer } from '../application/payments/open-for-payer.js';
import { OpenPayment } from '../application/payments/open-payment.js';
import { ICheckoutSessionRepository } from '../application/payments/ports/checkout-session-repository.js';
import { ILookSchedule } from '../application/payments/ports/look-schedule.js';
import { IPayerDirectory } from '../application/payments/ports/payer-directory.js';
import { IPaymentAttemptRepository } from '../application/payments/ports/payment-attempt-repository.js';
import { IStripeCheckout } from '../application/payments/ports/stripe-checkout.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { RecordCheckout } from '../application/payments/record-checkout.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { RefreshOrderPayment } from '../application/payments/refresh-order-payment.js';
import { ReserveAttempt } from '../application/payments/reserve-attempt.js';
import { SettleAttempts } from '../application/payments/settle-attempts.js';
import { SettleCustomerAddresses } from '../application/payments/settle-customer-addresses.js';
import { SettleCustomers } from '../application/payments/settle-customers.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { ReturnAddresses } from '../domain/payments/return-addresses.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { provideUseCase } from './provide-use-case.js';

/** Opening and closing the one open payment of an order, by card form or on Stripe's page. Part of the payments module. */
export const PAYMENT_OPENING: FactoryProvider[] = [
  provideUseCase(CreateOnce, [IPaymentAttemptRepository, IUnitOfWork, IIdGenerator, IClock]),
  provideUseCase(RecordCheckout, [
    IPaymentAttemptRepository,
    ICheckoutSessionRepository,
    IOrderRepository,
    RecordPayment,
    ApplyToOrder,
    IFindings,
    IStripeService,
    IClock,
  ]),
  provideUseCase(LookAtCheckout, [IPaymentAttemptRepository, ICheckoutSessionRepository, IStripeCheckout]),
  provideUseCase(OpenPayment, [
    IPaymentAttemptRepository,
    RecordPayment,
    IStripeService,
    IUnitOfWork,
    CreateOnce,
  ]),
  provideUseCase(OpenCheckout, [
    IOrderRepository,
    ICheckoutSessionRepository,
    RecordCheckout,
    IStripeCheckout,
    IUnitOfWork,
    CreateOnce,
  ]),
  provideUseCase(LookAtAttempt, [OpenPayment, OpenCheckout]),
  provideUseCase(CloseCheckout, [
    IPaymentAttemptRepository,
    OpenCheckout,
    RecordCheckout,
    IStripeCheckout,
    IUnitOfWork,
  ]),
  {
    ...provideUseCase(ClosePayment, [
      IPaymentAttemptRepository,
      ICheckoutSessionRepository,
      OpenPayment,
      CloseCheckout,
      RecordPayment,
      IStripeService,
      IUnitOfWork,
    ]),
    provide: IPaymentCloser,
  },
  provideUseCase(ReserveAttempt, [
    IOrderRepository,
    IPaymentAttemptRepository,
    ICheckoutSessionRepository,
    IStripeCustomerRepository,
    EnsureStripeCustomer,
    IUnitOfWork,
    IIdGenerator,
    IClock,
  ]),
  provideUseCase(OpenForPayer, [
    ReserveAttempt,
    LookAtAttempt,
    IPaymentCloser,
    IStripeCustomerRepository,
    IStripeService,
    IIdGenerator,
    IClock,
  ]),
  provideUseCase(RefreshOrderPayment, [
    IOrderRepository,
    IPaymentAttemptRepository,
    ILookSchedule,
    LookAtAttempt,
    IStripeService,
    IClock,
    ILogger,
  ]),
  provideUseCase(SettleAttempts, [
    ILookSchedule,
    IPaymentAttemptRepository,
    IOrderRepository,
    IPaymentCloser,
    LookAtAttempt,
    IFindings,
    IClock,
    ILogger,
  ]),
  provideUseCase(SettleCustomers, [ILookSchedule, EnsureStripeCustomer, IFindings, IClock, ILogger]),
  provideUseCase(SettleCustomerAddresses, [
    IStripeCustomerRepository,
    IStripeService,
    IFindings,
    IClock,
    ILogger,
  ]),
  provideUseCase(CreatePaymentIntent, [OpenForPayer, OpenPayment]),
  {
    provide: ReturnAddresses,
    inject: [Configuration],
    useFactory: ({ returnBases }: Configuration) => new ReturnAddresses(returnBases),
  },
  provideUseCase(CreateCheckout, [
    OpenForPayer,
    OpenCheckout,
    IPaymentCloser,
    ReturnAddresses,
    IPayerDirectory,
  ]),
];

import { Module } from '@nestjs/common';
import { CapturesController } from '../api/payments/captures.controller.js';
import { PaymentIntentSecret } from '../api/payments/payment-intent-secret.js';
import { CheckoutController } from '../api/payments/checkout.controller.js';
import { PaymentsController } from '../api/payments/payments.controller.js';
import { PublishableKey } from '../api/payments/publishable-key.js';
import { IOrderPayments } from '../application/orders/ports/order-payments.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { IPaymentCloser } from '../application/orders/ports/payment-closer.js';
import { ApplyAftermath } from '../application/payments/apply-aftermath.js';
import { ApplyToOrder } from '../application/payments/apply-to-order.js';
import { CapturePayment } from '../application/payments/capture-payment.js';
import { CarryOutCapture } from '../application/payments/carry-out-capture.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { ICheckoutSessionRepository } from '../application/payments/ports/checkout-session-repository.js';
import { ILookSchedule } from '../application/payments/ports/look-schedule.js';
import { IFraudSignals } from '../application/payments/ports/fraud-signals.js';
import { IPayerDirectory } from '../application/payments/ports/payer-directory.js';
import { IPaymentAttemptRepository } from '../application/payments/ports/payment-attempt-repository.js';
import { IStripeCustomerRepository } from '../application/payments/ports/stripe-customer-repository.js';
import { LookAtCheckout } from '../application/payments/look-at-checkout.js';
import { RecordCheckout } from '../application/payments/record-checkout.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { RefundByPolicy } from '../application/payments/refund-by-policy.js';
import { RefreshOrderPayment } from '../application/payments/refresh-order-payment.js';
import { SettleAttempts } from '../application/payments/settle-attempts.js';
import { SettleCustomerAddresses } from '../application/payments/settle-customer-addresses.js';
import { SettleCustomers } from '../application/payments/settle-customers.js';
import { SettleCaptures } from '../application/payments/settle-captures.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { PayerDirectory } from '../infrastructure/persistence/identity/payer-directory.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { CheckoutSessionRepository } from '../infrastructure/persistence/payments/checkout-session-repository.js';
import { LookSchedule } from '../infrastructure/persistence/payments/look-schedule.js';
import { OrderPayments } from '../infrastructure/persistence/payments/order-payments.js';
import { PaymentAttemptRepository } from '../infrastructure/persistence/payments/payment-attempt-repository.js';
import { StripeCustomerRepository } from '../infrastructure/persistence/payments/stripe-customer-repository.js';
import { AftermathModule } from './aftermath.module.js';
import { PAYMENT_OPENING } from './payment-opening.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  imports: [AftermathModule],
  controllers: [CapturesController, PaymentsController, CheckoutController],
  providers: [
    { provide: IPaymentAttemptRepository, useClass: PaymentAttemptRepository },
    { provide: ICheckoutSessionRepository, useClass: CheckoutSessionRepository },
    { provide: ILookSchedule, useClass: LookSchedule },
    { provide: IOrderPayments, useClass: OrderPayments },
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
    provideUseCase(ApplyToOrder, [
      IOrderRepository,
      ApplyAftermath,
      RefundByPolicy,
      IFindings,
      IOutbox,
      IClock,
    ]),
    provideUseCase(LookAtPayment, [IPaymentAttemptRepository, IStripeService]),
    provideUseCase(RecordPayment, [
      IPaymentAttemptRepository,
      IOrderRepository,
      ApplyToOrder,
      IFraudSignals,
      IFindings,
      IOutbox,
      IStripeService,
      IClock,
    ]),
    ...PAYMENT_OPENING,
    provideUseCase(CarryOutCapture, [
      IPaymentAttemptRepository,
      LookAtPayment,
      RecordPayment,
      IStripeService,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(CapturePayment, [
      IOrderRepository,
      IPaymentAttemptRepository,
      CarryOutCapture,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(SettleCaptures, [IPaymentAttemptRepository, CarryOutCapture, IFindings, ILogger, IClock]),
    PaymentIntentSecret,
    {
      provide: PublishableKey,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new PublishableKey(values.STRIPE_PUBLISHABLE_KEY),
    },
  ],
  exports: [
    IOrderPayments,
    RefreshOrderPayment,
    SettleAttempts,
    SettleCustomers,
    SettleCustomerAddresses,
    LookAtCheckout,
    RecordCheckout,
    SettleCaptures,
    IPayerDirectory,
    EnsureStripeCustomer,
    LookAtPayment,
    RecordPayment,
    IPaymentCloser,
    PublishableKey,
  ],
})
export class PaymentsModule {}

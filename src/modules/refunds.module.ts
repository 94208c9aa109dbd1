import { Module } from '@nestjs/common';
import { RefundsController } from '../api/payments/refunds.controller.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { ApplyAftermath } from '../application/payments/apply-aftermath.js';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { LookAtRefunds } from '../application/payments/look-at-refunds.js';
import { LookAtUnknownPayment } from '../application/payments/look-at-unknown-payment.js';
import { IAftermathFacts } from '../application/payments/ports/aftermath-facts.js';
import { IPaymentAttemptRepository } from '../application/payments/ports/payment-attempt-repository.js';
import { IRefundRepository } from '../application/payments/ports/refund-repository.js';
import { IStripeRefunds } from '../application/payments/ports/stripe-refunds.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { RecordRefund } from '../application/payments/record-refund.js';
import { RecordRefunds } from '../application/payments/record-refunds.js';
import { RefundOrder } from '../application/payments/refund-order.js';
import { SendRefund } from '../application/payments/send-refund.js';
import { SettleRefunds } from '../application/payments/settle-refunds.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IFindings } from '../application/ports/findings.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { PaymentAttemptRepository } from '../infrastructure/persistence/payments/payment-attempt-repository.js';
import { AftermathModule } from './aftermath.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

@Module({
  imports: [AftermathModule, PaymentsModule],
  controllers: [RefundsController],
  providers: [
    { provide: IPaymentAttemptRepository, useClass: PaymentAttemptRepository },
    { provide: IOrderRepository, useClass: OrderRepository },
    provideUseCase(RecordRefund, [
      IPaymentAttemptRepository,
      IOrderRepository,
      IRefundRepository,
      ApplyAftermath,
      IFindings,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(RecordRefunds, [IPaymentAttemptRepository, IAftermathFacts, RecordPayment, RecordRefund]),
    provideUseCase(LookAtUnknownPayment, [IPaymentAttemptRepository, LookAtPayment]),
    provideUseCase(LookAtRefunds, [IRefundRepository, LookAtUnknownPayment, IStripeRefunds]),
    provideUseCase(SendRefund, [
      IPaymentAttemptRepository,
      IOrderRepository,
      IRefundRepository,
      ApplyAftermath,
      RecordRefund,
      IStripeRefunds,
      IStripeService,
      IFindings,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(RefundOrder, [
      IOrderRepository,
      IPaymentAttemptRepository,
      IRefundRepository,
      IAftermathFacts,
      SendRefund,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(SettleRefunds, [IRefundRepository, SendRefund, IFindings, ILogger, IClock]),
  ],
  exports: [LookAtRefunds, LookAtUnknownPayment, RecordRefunds, SettleRefunds],
})
export class RefundsModule {}

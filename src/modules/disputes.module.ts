import { Module } from '@nestjs/common';
import { DisputesController } from '../api/payments/disputes.controller.js';
import { IOrderRepository } from '../application/orders/ports/order-repository.js';
import { AnswerDispute } from '../application/payments/answer-dispute.js';
import { ApplyAftermath } from '../application/payments/apply-aftermath.js';
import { LookAtDispute } from '../application/payments/look-at-dispute.js';
import { LookAtFraudSignal } from '../application/payments/look-at-fraud-signal.js';
import { LookAtUnknownPayment } from '../application/payments/look-at-unknown-payment.js';
import { IDisputeQueries } from '../application/payments/ports/dispute-queries.js';
import { IDisputeRepository } from '../application/payments/ports/dispute-repository.js';
import { IFraudSignals } from '../application/payments/ports/fraud-signals.js';
import { IPaymentAttemptRepository } from '../application/payments/ports/payment-attempt-repository.js';
import { IStripeDisputes } from '../application/payments/ports/stripe-disputes.js';
import { IStripeFraud } from '../application/payments/ports/stripe-fraud.js';
import { RecordDispute } from '../application/payments/record-dispute.js';
import { RecordFraudSignal } from '../application/payments/record-fraud-signal.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IOutbox } from '../application/ports/outbox.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { OrderRepository } from '../infrastructure/persistence/orders/order-repository.js';
import { DisputeQueries } from '../infrastructure/persistence/payments/dispute-queries.js';
import { DisputeRepository } from '../infrastructure/persistence/payments/dispute-repository.js';
import { PaymentAttemptRepository } from '../infrastructure/persistence/payments/payment-attempt-repository.js';
import { AftermathModule } from './aftermath.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';
import { RefundsModule } from './refunds.module.js';

@Module({
  imports: [AftermathModule, PaymentsModule, RefundsModule],
  controllers: [DisputesController],
  providers: [
    { provide: IPaymentAttemptRepository, useClass: PaymentAttemptRepository },
    { provide: IOrderRepository, useClass: OrderRepository },
    { provide: IDisputeRepository, useClass: DisputeRepository },
    { provide: IDisputeQueries, useClass: DisputeQueries },
    provideUseCase(RecordDispute, [
      IPaymentAttemptRepository,
      IOrderRepository,
      IDisputeRepository,
      ApplyAftermath,
      IOutbox,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(RecordFraudSignal, [
      IPaymentAttemptRepository,
      IOrderRepository,
      IFraudSignals,
      ApplyAftermath,
      IOutbox,
    ]),
    provideUseCase(LookAtFraudSignal, [LookAtUnknownPayment, IStripeFraud]),
    provideUseCase(LookAtDispute, [IDisputeRepository, LookAtUnknownPayment, IStripeDisputes]),
    provideUseCase(AnswerDispute, [
      IDisputeRepository,
      RecordDispute,
      IStripeDisputes,
      IStripeService,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
    ]),
  ],
  exports: [LookAtDispute, LookAtFraudSignal, RecordDispute, RecordFraudSignal],
})
export class DisputesModule {}

import { Module } from '@nestjs/common';
import { LookAtCheckout } from '../application/payments/look-at-checkout.js';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { LookAtDispute } from '../application/payments/look-at-dispute.js';
import { LookAtFraudSignal } from '../application/payments/look-at-fraud-signal.js';
import { LookAtRefunds } from '../application/payments/look-at-refunds.js';
import { RecordCheckout } from '../application/payments/record-checkout.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { IFraudSignals } from '../application/payments/ports/fraud-signals.js';
import { RecordDispute } from '../application/payments/record-dispute.js';
import { RecordFraudSignal } from '../application/payments/record-fraud-signal.js';
import { RecordRefunds } from '../application/payments/record-refunds.js';
import { IClock } from '../application/ports/clock.js';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { ILogger } from '../application/ports/logger.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { EventFailures } from '../webhooks/dispatch/event-failures.js';
import { EventWorker } from '../webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../webhooks/dispatch/handler-registry.js';
import { ProcessEvents } from '../webhooks/dispatch/process-events.js';
import { WorkLanes } from '../webhooks/dispatch/work-lanes.js';
import type { StripeEventHandler } from '../webhooks/dispatch/stripe-event-handler.js';
import { ChargeHandler } from '../webhooks/handlers/charge.handler.js';
import { CheckoutSessionHandler } from '../webhooks/handlers/checkout-session.handler.js';
import { DisputeHandler } from '../webhooks/handlers/dispute.handler.js';
import { FraudSignalHandler } from '../webhooks/handlers/fraud-signal.handler.js';
import { PaymentIntentHandler } from '../webhooks/handlers/payment-intent.handler.js';
import { RefundHandler } from '../webhooks/handlers/refund.handler.js';
import { AftermathModule } from './aftermath.module.js';
import { DisputesModule } from './disputes.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';
import { RefundsModule } from './refunds.module.js';

/** One entry for each file of `webhooks/handlers`. */
const HANDLERS = [
  provideUseCase(PaymentIntentHandler, [RecordPayment, LookAtPayment, ILogger]),
  provideUseCase(CheckoutSessionHandler, [RecordCheckout, LookAtCheckout, ILogger]),
  provideUseCase(RefundHandler, [RecordRefunds, LookAtRefunds, IStripeService]),
  provideUseCase(DisputeHandler, [RecordDispute, RecordPayment, LookAtDispute, IStripeService]),
  provideUseCase(ChargeHandler, [RecordRefunds, LookAtRefunds, IFraudSignals, IStripeService]),
  provideUseCase(FraudSignalHandler, [RecordFraudSignal, RecordPayment, LookAtFraudSignal, IStripeService]),
];

/** Effects, in the worker process. */
@Module({
  imports: [AftermathModule, PaymentsModule, RefundsModule, DisputesModule],
  providers: [
    ...HANDLERS,
    {
      provide: HandlerRegistry,
      inject: HANDLERS.map(({ provide }) => provide),
      useFactory: (...handlers: StripeEventHandler[]) => new HandlerRegistry(handlers),
    },
    {
      provide: WorkLanes,
      inject: [IStripeService],
      useFactory: ({ livemode }: IStripeService) => new WorkLanes(livemode),
    },
    provideUseCase(EventFailures, [IEventInbox, IClock, ILogger]),
    provideUseCase(ProcessEvents, [HandlerRegistry, IEventInbox, IUnitOfWork, WorkLanes, EventFailures]),
    provideUseCase(EventWorker, [IEventInbox, ProcessEvents, WorkLanes, ILogger]),
  ],
  exports: [EventWorker, HandlerRegistry],
})
export class EventWorkerModule {}

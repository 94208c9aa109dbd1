import { Module } from '@nestjs/common';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { IClock } from '../application/ports/clock.js';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { ILogger } from '../application/ports/logger.js';
import { IStripeService } from '../application/ports/stripe-service.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { EventFailures } from '../webhooks/dispatch/event-failures.js';
import { EventWorker } from '../webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../webhooks/dispatch/handler-registry.js';
import { ProcessBurst } from '../webhooks/dispatch/process-burst.js';
import { WorkLanes } from '../webhooks/dispatch/work-lanes.js';
import { PaymentIntentHandler } from '../webhooks/handlers/payment-intent.handler.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

/** One entry for each file of `webhooks/handlers`. */
const HANDLERS = [provideUseCase(PaymentIntentHandler, [RecordPayment, LookAtPayment, ILogger])];

/** Effects, in the worker process. */
@Module({
  imports: [PaymentsModule],
  providers: [
    ...HANDLERS,
    {
      provide: HandlerRegistry,
      inject: HANDLERS.map(({ provide }) => provide),
      useFactory: (...handlers: PaymentIntentHandler[]) => new HandlerRegistry(handlers),
    },
    {
      provide: WorkLanes,
      inject: [IStripeService],
      useFactory: ({ livemode }: IStripeService) => new WorkLanes(livemode),
    },
    provideUseCase(EventFailures, [IEventInbox, IClock, ILogger]),
    provideUseCase(ProcessBurst, [HandlerRegistry, IEventInbox, IUnitOfWork, WorkLanes, EventFailures]),
    provideUseCase(EventWorker, [IEventInbox, ProcessBurst, WorkLanes, ILogger]),
  ],
  exports: [EventWorker, HandlerRegistry],
})
export class EventWorkerModule {}

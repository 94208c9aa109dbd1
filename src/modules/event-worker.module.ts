import { Module } from '@nestjs/common';
import { LookAtPayment } from '../application/payments/look-at-payment.js';
import { RecordPayment } from '../application/payments/record-payment.js';
import { IClock } from '../application/ports/clock.js';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { EventWorker } from '../webhooks/dispatch/event-worker.js';
import { HandlerRegistry } from '../webhooks/dispatch/handler-registry.js';
import { ProcessEvent } from '../webhooks/dispatch/process-event.js';
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
    provideUseCase(ProcessEvent, [HandlerRegistry, IEventInbox, IUnitOfWork, IClock, ILogger]),
    provideUseCase(EventWorker, [IEventInbox, ProcessEvent, ILogger, IClock]),
  ],
  exports: [EventWorker],
})
export class EventWorkerModule {}

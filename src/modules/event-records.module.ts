import { Module } from '@nestjs/common';
import { BackfillEvents } from '../application/operations/backfill-events.js';
import { IEventCursors } from '../application/operations/ports/event-cursors.js';
import { IEventQueries } from '../application/operations/ports/event-queries.js';
import { IEventRecords } from '../application/operations/ports/event-records.js';
import { IStripeEventList } from '../application/operations/ports/stripe-event-list.js';
import { IStripeWebhookEndpoints } from '../application/operations/ports/stripe-webhook-endpoints.js';
import { RegisterWebhook } from '../application/operations/register-webhook.js';
import { ReplayEvent } from '../application/operations/replay-event.js';
import { ReplayEvents } from '../application/operations/replay-events.js';
import { SweepEventList } from '../application/operations/sweep-event-list.js';
import { ThinEventPayloads } from '../application/operations/thin-event-payloads.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { EventCursors } from '../infrastructure/persistence/operations/event-cursors.js';
import { EventQueries } from '../infrastructure/persistence/operations/event-queries.js';
import { EventRecords } from '../infrastructure/persistence/operations/event-records.js';
import { provideUseCase } from './provide-use-case.js';

/** What is done with events beside giving them their effect: by operators, by commands and by the worker's upkeep. */
@Module({
  providers: [
    { provide: IEventCursors, useClass: EventCursors },
    { provide: IEventRecords, useClass: EventRecords },
    provideUseCase(BackfillEvents, [
      IStripeEventList,
      IEventCursors,
      IEventRecords,
      IEventInbox,
      IClock,
      ILogger,
    ]),
    provideUseCase(SweepEventList, [BackfillEvents, IStripeEventList, IEventCursors, ILogger]),
    provideUseCase(ThinEventPayloads, [IEventRecords, IClock]),
    provideUseCase(RegisterWebhook, [IStripeWebhookEndpoints, IIdGenerator]),
    provideUseCase(ReplayEvent, [IEventRecords, IEventInbox, IAuditLog, IUnitOfWork]),
    provideUseCase(ReplayEvents, [IEventRecords, IEventInbox, IAuditLog, IUnitOfWork]),
    { provide: IEventQueries, useClass: EventQueries },
  ],
  exports: [
    BackfillEvents,
    SweepEventList,
    ThinEventPayloads,
    RegisterWebhook,
    ReplayEvent,
    ReplayEvents,
    IEventQueries,
  ],
})
export class EventRecordsModule {}

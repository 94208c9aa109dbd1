import { Module } from '@nestjs/common';
import { EventsController } from '../api/operations/events.controller.js';
import { FindingsController } from '../api/operations/findings.controller.js';
import { IEventQueries } from '../application/operations/ports/event-queries.js';
import { IFindingQueries } from '../application/operations/ports/finding-queries.js';
import { ReplayEvent } from '../application/operations/replay-event.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IEventInbox } from '../application/ports/event-inbox.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { EventQueries } from '../infrastructure/persistence/operations/event-queries.js';
import { FindingQueries } from '../infrastructure/persistence/operations/finding-queries.js';
import { provideUseCase } from './provide-use-case.js';

/** What operators look at and act on beside orders. */
@Module({
  controllers: [EventsController, FindingsController],
  providers: [
    { provide: IEventQueries, useClass: EventQueries },
    { provide: IFindingQueries, useClass: FindingQueries },
    provideUseCase(ReplayEvent, [IEventInbox, IAuditLog, IUnitOfWork]),
  ],
  exports: [IEventQueries, ReplayEvent],
})
export class OperationsModule {}

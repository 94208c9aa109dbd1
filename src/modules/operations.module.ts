import { Module } from '@nestjs/common';
import { EventsController } from '../api/operations/events.controller.js';
import { FindingsController } from '../api/operations/findings.controller.js';
import { IFindingQueries } from '../application/operations/ports/finding-queries.js';
import { FindingQueries } from '../infrastructure/persistence/operations/finding-queries.js';
import { EventRecordsModule } from './event-records.module.js';

/** What operators look at and act on beside orders. */
@Module({
  imports: [EventRecordsModule],
  controllers: [EventsController, FindingsController],
  providers: [{ provide: IFindingQueries, useClass: FindingQueries }],
})
export class OperationsModule {}

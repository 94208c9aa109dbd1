import { Module } from '@nestjs/common';
import { EventsController } from '../api/operations/events.controller.js';
import { FindingsController } from '../api/operations/findings.controller.js';
import { ShopTimeZone } from '../api/operations/shop-time-zone.js';
import { StatisticsController } from '../api/operations/statistics.controller.js';
import { IFindingQueries } from '../application/operations/ports/finding-queries.js';
import { IStandingFindings } from '../application/operations/ports/standing-findings.js';
import { IStatistics } from '../application/operations/ports/statistics.js';
import { ResolveFinding } from '../application/operations/resolve-finding.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { FindingQueries } from '../infrastructure/persistence/operations/finding-queries.js';
import { StandingFindings } from '../infrastructure/persistence/operations/standing-findings.js';
import { Statistics } from '../infrastructure/persistence/operations/statistics.js';
import { EventRecordsModule } from './event-records.module.js';
import { provideUseCase } from './provide-use-case.js';

/** What operators look at and act on beside orders. */
@Module({
  imports: [EventRecordsModule],
  controllers: [EventsController, FindingsController, StatisticsController],
  providers: [
    { provide: IFindingQueries, useClass: FindingQueries },
    { provide: IStandingFindings, useClass: StandingFindings },
    { provide: IStatistics, useClass: Statistics },
    {
      provide: ShopTimeZone,
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => new ShopTimeZone(values.SHOP_TIME_ZONE),
    },
    provideUseCase(ResolveFinding, [IStandingFindings, IAuditLog, IUnitOfWork]),
  ],
})
export class OperationsModule {}

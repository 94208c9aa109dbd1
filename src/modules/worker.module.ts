import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { CoreModule } from './core.module.js';
import { EventRecordsModule } from './event-records.module.js';
import { CourierModule } from './courier.module.js';
import { EventWorkerModule } from './event-worker.module.js';
import { InboxModule } from './inbox.module.js';
import { StripeModule } from './stripe.module.js';
import { UpkeepModule } from './upkeep.module.js';

/** The background process. */
@Module({})
export class WorkerModule {
  static for(configuration: Configuration, logger: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        CoreModule.forProcess('worker', configuration, logger),
        StripeModule,
        InboxModule,
        EventWorkerModule,
        CourierModule,
        EventRecordsModule,
        UpkeepModule,
      ],
    };
  }
}

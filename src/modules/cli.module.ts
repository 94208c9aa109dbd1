import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { CatalogModule } from './catalog.module.js';
import { CoreModule } from './core.module.js';
import { EventRecordsModule } from './event-records.module.js';
import { EventWorkerModule } from './event-worker.module.js';
import { IdentityModule } from './identity.module.js';
import { InboxModule } from './inbox.module.js';
import { StripeModule } from './stripe.module.js';

/** What operator commands need. */
@Module({})
export class CliModule {
  static for(configuration: Configuration, logger: Logger): DynamicModule {
    return {
      module: CliModule,
      imports: [
        CoreModule.forProcess('cli', configuration, logger),
        StripeModule,
        InboxModule,
        IdentityModule,
        CatalogModule,
        EventRecordsModule,
        // For the types that have a handler; nothing is worked on.
        EventWorkerModule,
      ],
    };
  }
}

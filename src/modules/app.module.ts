import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Configuration } from '../infrastructure/config/configuration.js';
import { CoreModule } from './core.module.js';
import { HealthModule } from './health.module.js';
import { HttpModule } from './http.module.js';

/** The API process. */
@Module({})
export class AppModule {
  static for(
    configuration: Configuration,
    logger: Logger,
    extra: DynamicModule['imports'] = [],
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [CoreModule.forProcess('api', configuration, logger), HttpModule, HealthModule, ...extra],
    };
  }
}

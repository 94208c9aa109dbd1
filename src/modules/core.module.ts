import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { ConnectionWatchdog } from '../infrastructure/persistence/connection-watchdog.js';
import { dataSourceOptions } from '../infrastructure/persistence/data-source.js';
import { Database } from '../infrastructure/persistence/database.js';
import { AuditLog } from '../infrastructure/persistence/system/audit-log.js';
import { IdGenerator } from '../infrastructure/system/id-generator.js';
import { SystemClock } from '../infrastructure/system/system-clock.js';
import { PinoLogger } from '../infrastructure/telemetry/pino-logger.js';
import { IdempotencyModule } from './idempotency.module.js';

/** Twenty seconds of patience at boot: a database that starts together with us needs less. */
const CONNECTION_ATTEMPTS = 20;
const CONNECTION_RETRY_DELAY_MS = 1_000;

/** What every module needs, in every process. */
@Global()
@Module({})
export class CoreModule {
  static forProcess(processName: string, configuration: Configuration, logger: Logger): DynamicModule {
    const providers = [
      { provide: Configuration, useValue: configuration },
      { provide: ILogger, useValue: new PinoLogger(logger) },
      { provide: IClock, useClass: SystemClock },
      { provide: IIdGenerator, useClass: IdGenerator },
      Database,
      ConnectionWatchdog,
      { provide: IUnitOfWork, useExisting: Database },
      { provide: IAuditLog, useClass: AuditLog },
    ];
    return {
      module: CoreModule,
      imports: [
        IdempotencyModule,
        // For whoever expects Nest's ConfigService; our own code injects the typed Configuration.
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          ignoreEnvVars: true,
          load: [() => ({ ...configuration.values })],
        }),
        TypeOrmModule.forRoot({
          ...dataSourceOptions(configuration, `kaikei-${processName}`),
          retryAttempts: CONNECTION_ATTEMPTS,
          retryDelay: CONNECTION_RETRY_DELAY_MS,
          verboseRetryLog: true,
        }),
      ],
      providers,
      exports: providers,
    };
  }
}

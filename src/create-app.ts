import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ModuleMetadata } from '@nestjs/common';
import type { Logger } from 'pino';
import { parseBodies } from './api/http/body-parsing.js';
import { fastifyOptions } from './api/http/fastify-options.js';
import type { Configuration } from './infrastructure/config/configuration.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from './infrastructure/telemetry/framework-logger.js';
import { AppModule } from './modules/app.module.js';

export interface AppOptions {
  readonly logger?: Logger;
  /** Modules beside our own: what tests put in. */
  readonly extraModules?: NonNullable<ModuleMetadata['imports']>;
}

/**
 * The whole API, ready to listen; `main.ts` and the tests run the very same.
 *
 * @throws Error when the database stays out of reach
 */
export async function createApp(
  configuration: Configuration,
  { logger = createLogger(configuration, 'api'), extraModules = [] }: AppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    ...fastifyOptions(configuration.values.TRUST_PROXY),
    // Nest's middleware runs on every request and costs every request; nothing here uses it.
    skipMiddie: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.for(configuration, logger, extraModules),
    adapter,
    { bodyParser: false, abortOnError: false, logger: new FrameworkLogger(logger) },
  );
  parseBodies(adapter.getInstance());
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

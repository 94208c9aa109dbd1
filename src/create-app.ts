import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ModuleMetadata } from '@nestjs/common';
import type { Logger } from 'pino';
import { parseBodies } from './api/http/body-parsing.js';
import { fastifyOptions } from './api/http/fastify-options.js';
import { closeWithLastAnswer } from './api/http/graceful-close.js';
import { serveDocs } from './api/http/openapi/serve-docs.js';
import { isApi } from './api/http/request-facts.js';
import { refuseNullInQueries } from './api/http/unstorable-text.js';
import { logRequest } from './api/http/request-log.js';
import { type SecuritySettings, secure } from './api/http/security.js';
import { serveWeb } from './api/http/static-web.js';
import { serveDevelopmentMails } from './api/notifications/serve-development-mails.js';
import type { Configuration } from './infrastructure/config/configuration.js';
import { hasDevelopmentMailbox } from './infrastructure/notifications/select-channels.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from './infrastructure/telemetry/framework-logger.js';
import { PinoLogger } from './infrastructure/telemetry/pino-logger.js';
import { withRequestId } from './infrastructure/telemetry/request-context.js';
import { AppModule } from './modules/app.module.js';
import { packageVersion } from './package-version.js';

export interface AppOptions {
  readonly logger?: Logger;
  /** Modules beside our own: what tests put in. */
  readonly extraModules?: NonNullable<ModuleMetadata['imports']>;
  /** Where the built front end is, if not where the build puts it. */
  readonly webRoot?: string;
}

/**
 * The whole API, ready to listen; `main.ts` and the tests run the very same.
 *
 * @throws Error when the database stays out of reach
 */
export async function createApp(
  configuration: Configuration,
  { logger = createLogger(configuration, 'api'), extraModules = [], webRoot }: AppOptions = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    ...fastifyOptions(configuration.values.TRUST_PROXY),
    // Nest's middleware would run on every request, and nothing here is one.
    skipMiddie: true,
  });
  const requestLogger = new PinoLogger(logger);
  // The very first hook, so that everything after it, refusals included, carries the id.
  adapter.setOnRequestHook((request, reply, done) => {
    void reply.header('x-request-id', request.id);
    // Of a person or for one, unless a handler says otherwise: no cache on the way is to keep it.
    if (isApi(request)) void reply.header('cache-control', 'no-store');
    withRequestId(request.id, done);
  });
  adapter.setOnResponseHook((request, reply, done) => {
    logRequest(requestLogger, request, reply);
    done();
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.for(configuration, logger, extraModules),
    adapter,
    { bodyParser: false, abortOnError: false, logger: new FrameworkLogger(logger) },
  );
  parseBodies(adapter.getInstance());
  refuseNullInQueries(adapter.getInstance());
  closeWithLastAnswer(adapter.getInstance());
  await secure(app, securitySettings(configuration));
  await serveWeb(app, webRoot);
  serveDocs(app, packageVersion());
  if (hasDevelopmentMailbox(configuration)) serveDevelopmentMails(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

function securitySettings({ allowedOrigins, production, values }: Configuration): SecuritySettings {
  const sandboxOrigin = values.STRIPE_API_BASE === null ? null : new URL(values.STRIPE_API_BASE).origin;
  return { allowedOrigins, production, sandboxOrigin };
}

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../api/http/openapi/document.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { createLogger } from '../infrastructure/telemetry/create-logger.js';
import { AppModule } from '../modules/app.module.js';
import { packageVersion } from '../package-version.js';

/** Nothing is connected to, signed or charged with these: the document is the same for every installation. */
const NO_INSTALLATION = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  STRIPE_SECRET_KEY: 'sk_test_none',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_none',
  STRIPE_WEBHOOK_SECRET: 'whsec_none',
  JWT_SECRET: 'nothing is ever signed with this secret',
  LOG_LEVEL: 'silent',
};

/** What `/openapi.json` answers, without a server, a database or Stripe: Nest reads the classes and makes no instance of them. */
export async function describeApi(): Promise<OpenAPIObject> {
  const configuration = Configuration.from(NO_INSTALLATION);
  const module = AppModule.for(configuration, createLogger(configuration, 'cli'));
  const app = await NestFactory.create(module, new FastifyAdapter({ skipMiddie: true }), {
    preview: true,
    abortOnError: false,
    logger: false,
  });
  return openApiDocument(app, packageVersion());
}

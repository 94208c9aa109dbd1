import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import Stripe from 'stripe';
import { createLogger } from '../../src/infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from '../../src/infrastructure/telemetry/framework-logger.js';
import { WorkerModule } from '../../src/modules/worker.module.js';
import { EventWorker } from '../../src/webhooks/dispatch/event-worker.js';
import { type RunningApp, startApp } from './app.js';
import { freePort } from '../../scripts/lib/ports.mjs';
import { TestSandbox } from './sandbox.js';

/** API, worker and Stripe, in this process, with a database of their own. */
export interface PayingShop {
  readonly app: RunningApp;
  readonly sandbox: TestSandbox;
  /** Stripe's SDK against the sandbox: what Stripe.js does in a payer's browser. */
  readonly stripe: Stripe;
  /** The worker process: its tasks run when a test runs them. */
  readonly worker: INestApplicationContext;
  close(): Promise<void>;
}

const SECRET = 'whsec_kaikei';

/** @param env more settings of API and worker */
export async function startPayingShop(env: Readonly<Record<string, string>> = {}): Promise<PayingShop> {
  const port = await freePort();
  const app = await startApp({ env: { STRIPE_API_BASE: `http://127.0.0.1:${port}`, ...env } });
  const sandbox = await TestSandbox.start({ url: `${app.url}/webhooks/stripe`, secret: SECRET }, port);
  const worker = await startWorker(app);
  return {
    app,
    worker: worker.context,
    sandbox,
    stripe: new Stripe('sk_test_kaikei', { host: '127.0.0.1', port, protocol: 'http', telemetry: false }),
    close: async () => {
      await sandbox.close();
      await worker.stop();
      await app.close();
    },
  };
}

/** The worker in this process: it drains the inbox; its other tasks run when a test runs them. */
export async function startWorker({
  configuration,
}: RunningApp): Promise<{ context: INestApplicationContext; stop: () => Promise<void> }> {
  const logger = createLogger(configuration, 'worker');
  const context = await NestFactory.createApplicationContext(WorkerModule.for(configuration, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  const stop = new AbortController();
  const drained = context.get(EventWorker).run(stop.signal);
  return {
    context,
    stop: async () => {
      stop.abort();
      await drained;
      await context.close();
    },
  };
}

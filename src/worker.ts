import { NestFactory } from '@nestjs/core';
import { configurationOrExit } from './infrastructure/config/environment.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { FrameworkLogger } from './infrastructure/telemetry/framework-logger.js';
import { WorkerModule } from './modules/worker.module.js';
import { runUntilStopped } from './process-lifecycle.js';
import { EventWorker } from './webhooks/dispatch/event-worker.js';

const configuration = configurationOrExit();
const logger = createLogger(configuration, 'worker');

try {
  const app = await NestFactory.createApplicationContext(WorkerModule.for(configuration, logger), {
    logger: new FrameworkLogger(logger),
    abortOnError: false,
  });
  const stop = new AbortController();
  const drained = app.get(EventWorker).run(stop.signal);
  runUntilStopped(logger, async () => {
    stop.abort();
    await drained;
    await app.close();
  });
  logger.info('The worker is running.');
} catch (error) {
  logger.fatal({ err: error }, 'The worker could not start.');
  process.exit(1);
}

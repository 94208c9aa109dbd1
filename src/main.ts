import { boundHeap } from './infrastructure/config/bounded-heap.js';
import { configurationOrExit } from './infrastructure/config/environment.js';
import { createLogger } from './infrastructure/telemetry/create-logger.js';
import { runUntilStopped } from './process-lifecycle.js';

boundHeap();
const { createApp } = await import('./create-app.js');

const configuration = configurationOrExit();
const logger = createLogger(configuration, 'api');

try {
  const app = await createApp(configuration, { logger });
  runUntilStopped(logger, () => app.close());
  await app.listen(configuration.values.PORT, configuration.values.HOST);
  logger.info({ port: configuration.values.PORT }, 'The API is listening.');
} catch (error) {
  logger.fatal({ err: error }, 'The API could not start.');
  process.exit(1);
}

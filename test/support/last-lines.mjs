import { createLogger } from '../../dist/infrastructure/telemetry/create-logger.js';
import { runUntilStopped } from '../../dist/process-lifecycle.js';

/** A process of ours that dies of an error as soon as it is told to, with lines that are not written yet. */
const values = { NODE_ENV: 'production', LOG_LEVEL: 'info', SERVER_NAME: 'last lines' };
const logger = createLogger(/** @type {any} */ ({ values }), 'test');
runUntilStopped(logger, async () => undefined);
process.once('message', (reason) => {
  logger.info('One line is being written, and the next one waits for it.');
  throw new Error(String(reason));
});
process.send?.('ready');

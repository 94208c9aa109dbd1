/** The built program, which brings no types along. @type {(file: string) => Promise<any>} */
const built = (file) => import(new URL(`../../dist/${file}`, import.meta.url).href);
const { createLogger } = await built('infrastructure/telemetry/create-logger.js');
const { runUntilStopped } = await built('process-lifecycle.js');

/** A process of ours that dies of an error as soon as it is told to, with lines that are not written yet. */
const values = { NODE_ENV: 'production', LOG_LEVEL: 'info', SERVER_NAME: 'last lines' };
const logger = createLogger({ values }, 'test');
runUntilStopped(logger, async () => undefined);
process.once('message', (/** @type {unknown} */ reason) => {
  logger.info('One line is being written, and the next one waits for it.');
  throw new Error(String(reason));
});
process.send?.('ready');

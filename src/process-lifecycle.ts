import type { Logger } from 'pino';

/** Ctrl-C must have stopped everything within ten seconds; what has not ended by then is cut off. */
const SHUTDOWN_DEADLINE_MS = 9_000;
const PARENT_GONE = 'The parent process is gone.';

/**
 * Ends this process in order on SIGTERM, SIGINT and, where a parent started it with a channel, when that parent is
 * gone. `stop` finishes what is in hand; it is called once.
 *
 * An error that nobody handled leaves the process in a state that nobody has thought of: it is logged and the
 * process ends with exit code 1, for its supervisor to start anew. What was in hand is recovered from the database.
 */
export function runUntilStopped(logger: Logger, stop: () => Promise<void>): void {
  let stopping = false;
  const shutDown = (reason: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ reason }, 'Shutting down.');
    const cutOff = setTimeout(() => {
      logger.error('Not everything ended in time; cut off.');
      process.exit(1);
    }, SHUTDOWN_DEADLINE_MS).unref();
    stop().then(
      () => {
        clearTimeout(cutOff);
        process.exit(0);
      },
      (error: unknown) => {
        clearTimeout(cutOff);
        logger.error({ err: error }, 'The shutdown failed.');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => shutDown('SIGTERM'));
  process.on('SIGINT', () => shutDown('SIGINT'));
  process.on('disconnect', () => shutDown(PARENT_GONE));
  process.on('uncaughtException', (error, origin) => {
    logger.fatal({ err: error, origin }, 'An error that nobody handled ends this process.');
    process.exit(1);
  });
  // There was a channel to a parent, and it closed while this process was starting.
  if (process.send !== undefined && !process.connected) shutDown(PARENT_GONE);
}

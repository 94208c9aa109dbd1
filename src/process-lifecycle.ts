import type { Logger } from 'pino';

/** Ctrl-C must have stopped everything within ten seconds; what has not ended by then is cut off. */
const SHUTDOWN_DEADLINE_MS = 9_000;
/**
 * In which the last lines are written, or found to be read by nobody (the parent was killed, a pipe was closed). Only then
 * may the logger be flushed: sonic-boom 4.2 would try for ever, and the process would never end.
 */
const LAST_LINES_MS = 100;
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
      exit(1);
    }, SHUTDOWN_DEADLINE_MS).unref();
    stop().then(
      () => {
        clearTimeout(cutOff);
        exit(0);
      },
      (error: unknown) => {
        clearTimeout(cutOff);
        logger.error({ err: error }, 'The shutdown failed.');
        exit(1);
      },
    );
  };
  process.on('SIGTERM', () => shutDown('SIGTERM'));
  process.on('SIGINT', () => shutDown('SIGINT'));
  process.on('disconnect', () => shutDown(PARENT_GONE));
  process.on('uncaughtException', (error, origin) => {
    // Not `fatal`, which flushes at once.
    logger.error({ err: error, origin }, 'An error that nobody handled ends this process.');
    exit(1);
  });
  // There was a channel to a parent, and it closed while this process was starting.
  if (process.send !== undefined && !process.connected) shutDown(PARENT_GONE);
}

function exit(code: number): void {
  setTimeout(() => process.exit(code), LAST_LINES_MS);
}

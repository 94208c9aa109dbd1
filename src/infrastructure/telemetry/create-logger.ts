import { type DestinationStream, type Logger, destination, pino, stdTimeFunctions } from 'pino';
import { build } from 'pino-pretty';
import type { Configuration } from '../config/configuration.js';
import { redactLine } from './redaction.js';
import { currentRequestId } from './request-context.js';
import { serializeError } from './serialize-error.js';

/**
 * The root logger of a process (`api`, `worker`): JSON lines; in development, and only when someone is looking,
 * lines for people. Every line is redacted as it is written, so that nothing depends on who wrote it.
 */
export function createLogger(
  configuration: Configuration,
  processName: string,
  stream: DestinationStream = outputOf(configuration, 1),
): Logger {
  return pino(
    {
      level: configuration.values.LOG_LEVEL,
      base: { process: processName, server: configuration.values.SERVER_NAME },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serializeError },
      mixin: requestFacts,
      hooks: { streamWrite: redactLine },
    },
    stream,
  );
}

function requestFacts(): { request_id?: string } {
  const requestId = currentRequestId();
  return requestId === undefined ? {} : { request_id: requestId };
}

/** @param fd 1, or 2 for commands: their results go to the standard output, and may be piped on */
export function outputOf({ values }: Configuration, fd: 1 | 2): DestinationStream {
  const { isTTY } = fd === 1 ? process.stdout : process.stderr;
  if (values.NODE_ENV === 'development' && isTTY) {
    const ignore = 'pid,process,server';
    return build({ translateTime: 'SYS:HH:MM:ss', ignore, colorize: true, destination: fd });
  }
  // Asynchronous: a slow reader of our output must not hold up requests. Flushed when the process exits.
  return destination({ fd, sync: false });
}

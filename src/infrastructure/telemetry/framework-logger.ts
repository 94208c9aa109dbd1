import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { loggableMessage } from './serialize-error.js';

/** What the framework says about itself, through our logger. Its tales of each module and route are for debugging. */
export class FrameworkLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(facts(message, rest), text(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.pino.debug(facts(message, rest), text(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.pino.trace(facts(message, rest), text(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.pino.warn(facts(message, rest), text(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.pino.error(facts(message, rest), text(message));
  }
}

function text(message: unknown): string {
  if (message instanceof Error) return loggableMessage(message);
  return typeof message === 'string' ? message : JSON.stringify(message);
}

/** The framework passes `(message, stack?, context)`: the context comes last, a stack before it. */
function facts(message: unknown, rest: readonly unknown[]): Record<string, unknown> {
  const context = rest.at(-1);
  const stack = rest.length > 1 ? rest[0] : undefined;
  return {
    ...(typeof context === 'string' && { context }),
    ...(typeof stack === 'string' && { stack }),
    ...(message instanceof Error && { err: message }),
  };
}

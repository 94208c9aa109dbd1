import type { Logger } from 'pino';
import { ILogger } from '../../application/ports/logger.js';

type Facts = Readonly<Record<string, unknown>>;

/** `ILogger` by pino. A fact named `err` is written as an error, with its stack and causes. */
export class PinoLogger extends ILogger {
  constructor(private readonly pino: Logger) {
    super();
  }

  info(message: string, facts: Facts = {}): void {
    this.pino.info(facts, message);
  }

  warn(message: string, facts: Facts = {}): void {
    this.pino.warn(facts, message);
  }

  error(message: string, facts: Facts = {}): void {
    this.pino.error(facts, message);
  }
}

import { ILogger } from '../../../src/application/ports/logger.js';

type Facts = Readonly<Record<string, unknown>>;

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly facts: Facts;
}

/** Keeps every line. */
export class FakeLogger extends ILogger {
  readonly lines: LoggedLine[] = [];

  info(message: string, facts: Facts = {}): void {
    this.lines.push({ level: 'info', message, facts });
  }

  warn(message: string, facts: Facts = {}): void {
    this.lines.push({ level: 'warn', message, facts });
  }

  error(message: string, facts: Facts = {}): void {
    this.lines.push({ level: 'error', message, facts });
  }
}

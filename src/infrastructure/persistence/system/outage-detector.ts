import { Injectable } from '@nestjs/common';
import { IOutageDetector } from '../../../application/system/ports/outage-detector.js';

/**
 * SQLSTATE classes and codes of a server that is not there, going or full: PostgreSQL's manual, appendix A.
 * 08: connection exception. 57P01 to 57P05: shut down, crashed, starting, dropped, idle too long. 53300: too many
 * connections. 25006: read-only, as a primary is after a failover. 57014: a statement that was given up.
 */
const SQL_STATES = /^(?:08\w{3}|57P0[1-5]|53300|25006|57014)$/;
const SOCKET_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);
/** What pg, its pool and TypeORM say without a code; TypeORM gives up a connection that breaks within a transaction. */
const MESSAGES =
  /^(?:Query runner already released|Database connection provided by a query runner was already released|Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Cannot use a pool after calling end|Driver not Connected)/;

/** Causes deeper than this are not looked at: nobody wraps that often, and a cycle must end. */
const MAX_DEPTH = 5;

@Injectable()
export class OutageDetector extends IOutageDetector {
  isOutage(error: unknown): boolean {
    let current: unknown = error;
    for (let depth = 0; depth < MAX_DEPTH && current instanceof Error; depth += 1) {
      if (isOutageItself(current)) return true;
      current = innerErrorOf(current);
    }
    return false;
  }
}

function isOutageItself(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return SQL_STATES.test(code) || SOCKET_ERRORS.has(code) || MESSAGES.test(error.message);
}

/** TypeORM keeps the driver's error in `driverError`; a connection tried at several addresses fails with several. */
function innerErrorOf(error: Error): unknown {
  if ('driverError' in error) return error.driverError;
  if (error instanceof AggregateError) return error.errors[0];
  return error.cause;
}

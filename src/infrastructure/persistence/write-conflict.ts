import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../domain/shared/domain-error.js';

const UNIQUE_VIOLATION = '23505';

/** Someone else changed the row since it was read. Answered as 409; the request may be sent again. */
export class StaleWriteError extends DomainError {
  constructor(what: string) {
    super('conflict_retry', 'conflict', `${what} was changed by someone else at the same time. Try again.`);
    this.name = 'StaleWriteError';
  }
}

/** @throws StaleWriteError unless exactly one row was hit (`UPDATE ... WHERE id AND version`). */
export function assertOneRow(affected: number | null | undefined, what: string): void {
  if (affected !== 1) throw new StaleWriteError(what);
}

/**
 * SQLSTATE classes 22 and 23, and 54 (JSON nested too deep, a key too long for its index): the values are at fault, and
 * others would be taken (PostgreSQL's manual, appendix A).
 */
const DATA_ERRORS = /^(?:2[23]|54)/;

/** True when `error` says that a row was refused for what is in it. */
export function isAboutData(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { code } = error.driverError as { code?: unknown };
  return typeof code === 'string' && DATA_ERRORS.test(code);
}

/** True when `error` says that a trigger of ours, which names itself `constraint`, refused the row. */
export function isRefusedBy(error: unknown, constraint: string): boolean {
  return (
    error instanceof QueryFailedError &&
    (error.driverError as { constraint?: unknown }).constraint === constraint
  );
}

/** True when `error` says that the unique constraint or index `constraint` refused the row. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError = error.driverError as { code?: unknown; constraint?: unknown };
  return driverError.code === UNIQUE_VIOLATION && driverError.constraint === constraint;
}

import { QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/** Someone else changed the row since it was read. Answered as 409; the request may be sent again. */
export class StaleWriteError extends Error {
  override readonly name = 'StaleWriteError';
}

/** @throws StaleWriteError unless exactly one row was hit (`UPDATE ... WHERE id AND version`). */
export function assertOneRow(affected: number | null | undefined, what: string): void {
  if (affected !== 1) throw new StaleWriteError(`${what} was changed by someone else at the same time.`);
}

/** True when `error` says that the unique constraint or index `constraint` refused the row. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const driverError: { code?: unknown; constraint?: unknown } = error.driverError;
  return driverError.code === UNIQUE_VIOLATION && driverError.constraint === constraint;
}

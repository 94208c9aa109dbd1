import { DomainError } from '../../domain/shared/domain-error.js';
import { isUuid } from './uuid.js';

/** Fits a bigint, and a time that PostgreSQL knows: the last one is in the year 2286. */
const MICROSECONDS = /^\d{1,16}$/;

/** Cursors are opaque to clients: base64url of the last row's sort key. */
export function encodeCursor(...parts: readonly string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** @throws DomainError `cursor_invalid` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every(isPart)) return parts;
  } catch {
    // Not ours: falls through to the one error for all malformed cursors.
  }
  throw cursorInvalid();
}

/** The cursor of a list that is sorted by id; null begins anew. @throws DomainError `cursor_invalid`. */
export function decodeIdCursor(cursor: string | null): string | null {
  if (cursor === null) return null;
  const [id = ''] = decodeCursor(cursor, 1);
  if (!isUuid(id)) throw cursorInvalid();
  return id;
}

/** SQL for when a row happened, in microseconds of the epoch: a Date would cut them, and the next page would begin at the wrong row. */
export const positionOf = (column: string): string =>
  `(extract(epoch FROM ${column}) * 1000000)::bigint::text`;

/** SQL for the time of a position that is the statement's `parameter`, such as `$5`. */
export const timeOfPosition = (parameter: string): string =>
  `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`;

/** Whether `text` is such a position. */
export const isPosition = (text: string): boolean => MICROSECONDS.test(text);

/** The last row of the page before, in a list that is sorted by time and id; nulls begin anew. @throws DomainError `cursor_invalid`. */
export function decodeTimeCursor(
  cursor: string | null,
  isId: (id: string) => boolean = () => true,
): readonly [position: string | null, id: string | null] {
  if (cursor === null) return [null, null];
  const [position = '', id = ''] = decodeCursor(cursor, 2);
  if (!isPosition(position) || !isId(id)) throw cursorInvalid();
  return [position, id];
}

/** PostgreSQL's text cannot hold a null character, so no part of ours has one. */
function isPart(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\0');
}

export function cursorInvalid(): DomainError {
  return new DomainError(
    'cursor_invalid',
    'invalid',
    'The cursor is not one that this list handed out. Leave it out to begin anew.',
  );
}

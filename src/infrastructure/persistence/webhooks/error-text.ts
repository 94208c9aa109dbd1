import { redactLine } from '../../telemetry/redaction.js';

/** Long enough for a message and the query that failed; the log has the rest. */
const MAX_LENGTH = 2_000;
/** Without its other half: a pair counts as one character here. */
const REFUSED = /[\0\p{Surrogate}]/gu;

/**
 * An error's text as it may be kept: without secrets, and without what PostgreSQL's text does not take (null characters,
 * half a surrogate pair), wherever it came from.
 */
export function toErrorText(text: string): string {
  return redactLine(text).slice(0, MAX_LENGTH).replace(REFUSED, '\u{FFFD}');
}

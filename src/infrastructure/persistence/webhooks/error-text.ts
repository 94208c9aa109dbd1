import { redactLine } from '../../telemetry/redaction.js';
import { storableText } from '../storable-text.js';

/** Long enough for a message and the query that failed; the log has the rest. */
const MAX_LENGTH = 2_000;

/** An error's text as it may be kept: without secrets, short, and as PostgreSQL takes it, wherever it came from. */
export function toErrorText(text: string): string {
  // Cut first: that can leave half of a surrogate pair behind.
  return storableText(redactLine(text).slice(0, MAX_LENGTH));
}

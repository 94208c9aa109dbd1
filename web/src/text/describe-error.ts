import type { ApiError } from 'kaikei-sdk';
import { problems, text } from './text.js';

/** A sentence for the customer: our own words for what we know, the server's for what it explains, and no internals for the rest. */
export function describeError(error: ApiError): string {
  const known = problems[error.code];
  if (known) return known;
  if (error.status === 0) return text.problem.noAnswer;
  if (error.status === 429) return text.problem.tooMany;
  return error.isRefusal && error.message !== '' ? text.problem.refused(error.message) : text.problem.server;
}

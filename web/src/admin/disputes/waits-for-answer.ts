import type { Dispute } from 'kaikei-sdk';

const TO_ANSWER: ReadonlySet<string> = new Set(['needs_response', 'warning_needs_response']);

/** The bank has asked, and takes an answer. */
export function waitsForAnswer({ status }: Dispute): boolean {
  return TO_ANSWER.has(status);
}

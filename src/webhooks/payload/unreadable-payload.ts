/** The payload says something that no object of its kind says. Retried, then dead: our program must learn it. */
export class UnreadablePayloadError extends Error {
  override readonly name = 'UnreadablePayloadError';
}

export function unreadable(object: string, what: string): UnreadablePayloadError {
  return new UnreadablePayloadError(`The ${object} in the event has no readable ${what}.`);
}

/** Structured logging. A failure that the customer caused is a `warn`, a failure of ours an `error`. */
export abstract class ILogger {
  abstract info(message: string, facts?: Readonly<Record<string, unknown>>): void;
  abstract warn(message: string, facts?: Readonly<Record<string, unknown>>): void;
  abstract error(message: string, facts?: Readonly<Record<string, unknown>>): void;
}

import { stdSerializers } from 'pino';

/**
 * What TypeORM and the driver attach to a failed statement, and what may hold the values that it was sent: password
 * hashes, e-mail addresses, payloads. `driverError` repeats all of it.
 */
const FIELDS_WITH_VALUES: ReadonlySet<string> = new Set([
  'parameters',
  'query',
  'driverError',
  'detail',
  'where',
  'hint',
  'internalQuery',
]);

/** SQLSTATE class 22, "data exception": the errors whose message quotes the value that was refused. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;
/** From the first quotation mark to the last: the value may hold some itself. */
const QUOTED_VALUE = /".*"/s;
const LEFT_OUT = '[value left out]';

type Fields = Readonly<Record<string, unknown>>;
type ErrorLike = Fields & { readonly message: string };

/** An error for a log line: type, message, stack, codes, names of tables and constraints, causes; no values. */
export function serializeError(error: Error): unknown {
  return withoutValues(stdSerializers.errWithCause(error));
}

/** The message of an error without the values that PostgreSQL quotes. */
export function loggableMessage({ message, code }: { message: string; code?: unknown }): string {
  return typeof code === 'string' && DATA_EXCEPTION.test(code)
    ? message.replace(QUOTED_VALUE, LEFT_OUT)
    : message;
}

function withoutValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutValues);
  if (!isErrorLike(value)) return value;
  const fields = Object.entries(value)
    .filter(([name]) => !FIELDS_WITH_VALUES.has(name))
    .map(([name, field]): [string, unknown] => [name, withoutValues(field)]);
  const message = loggableMessage(value);
  // The stack begins with the message.
  const stack =
    typeof value.stack === 'string' ? value.stack.replace(value.message, () => message) : undefined;
  return { ...Object.fromEntries(fields), message, stack };
}

function isErrorLike(value: unknown): value is ErrorLike {
  return typeof value === 'object' && value !== null && typeof (value as Fields).message === 'string';
}

/** A mistake in a request to the controls; answered as `{ error }` with 400. */
export class ControlError extends Error {}

export type Body = Record<string, unknown>;

/** The JSON object in a control request; nothing counts as `{}`. */
export function controlBody(body: unknown, allowed: string[]): Body {
  if (body === undefined || body === null || body === '') return {};
  const parsed: unknown = typeof body === 'string' ? parse(body) : body;
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new ControlError('The body must be a JSON object.');
  const unknown = Object.keys(parsed).filter((key) => !allowed.includes(key));
  if (unknown.length > 0)
    throw new ControlError(`Unknown: ${unknown.join(', ')}. Known are: ${allowed.join(', ')}.`);
  return parsed as Body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ControlError('The body is not JSON.', { cause: error });
  }
}

/** A number within bounds, or the fallback if it was not sent. */
export function numberIn(body: Body, key: string, fallback: number, min: number, max: number): number {
  const value = body[key] ?? fallback;
  if (typeof value === 'number' && value >= min && value <= max) return value;
  throw new ControlError(`${key} must be a number from ${min} to ${max}.`);
}

export function oneOf<T extends string>(body: Body, key: string, allowed: readonly T[], fallback?: T): T {
  const value = body[key] ?? fallback;
  if (allowed.includes(value as T)) return value as T;
  throw new ControlError(`${key} must be one of ${allowed.join(', ')}.`);
}

export function optionalText(body: Body, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === 'string') return value;
  throw new ControlError(`${key} must be a string.`);
}

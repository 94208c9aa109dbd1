export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** A property of a payload, whatever the payload is. */
export function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

/** What an object refers to: its id, or the whole object where that was expanded. */
export function idOf(reference: unknown): string | null {
  return stringOrNull(isObject(reference) ? reference.id : reference);
}

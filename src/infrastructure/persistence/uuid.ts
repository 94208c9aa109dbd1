const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whether `value` can be one of our ids at all. PostgreSQL refuses to compare a `uuid` with anything else, so ids from
 * outside are looked at first: what is none cannot be found.
 */
export function isUuid(value: string): boolean {
  return UUID.test(value);
}

import type { EntitySchemaColumnOptions, ValueTransformer } from 'typeorm';

/** `bigint` columns arrive as strings; ours always fit a safe integer, and a row that does not is refused. */
const SAFE_INTEGER: ValueTransformer = {
  to: (value: number | null) => value,
  from: (value: string | null) => (value === null ? null : toSafeInteger(value)),
};

/** For SQL that bypasses TypeORM's columns. @throws RangeError beyond 2^53. */
export function toSafeInteger(value: string | number): number {
  const parsed = Number(value);
  if (!Number.isSafeInteger(parsed)) throw new RangeError(`Not a safe integer: ${value}`);
  return parsed;
}

export const uuidKey: EntitySchemaColumnOptions = { type: 'uuid', primary: true };
export const uuid: EntitySchemaColumnOptions = { type: 'uuid' };
export const nullableUuid: EntitySchemaColumnOptions = { type: 'uuid', nullable: true };
export const text: EntitySchemaColumnOptions = { type: 'text' };
export const nullableText: EntitySchemaColumnOptions = { type: 'text', nullable: true };
export const integer: EntitySchemaColumnOptions = { type: 'integer' };
export const flag: EntitySchemaColumnOptions = { type: 'boolean' };
export const time: EntitySchemaColumnOptions = { type: 'timestamptz' };
export const nullableTime: EntitySchemaColumnOptions = { type: 'timestamptz', nullable: true };
/** Integer minor units, `bigint` in the database. */
export const minorUnits: EntitySchemaColumnOptions = { type: 'bigint', transformer: SAFE_INTEGER };

import type { EntityManager, EntitySchema, ObjectLiteral } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';

/** INSERT ... ON CONFLICT DO NOTHING. @returns whether the row was inserted. */
export async function insertIfAbsent<Row extends ObjectLiteral>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  row: QueryDeepPartialEntity<Row>,
): Promise<boolean> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(table)
    .values(row)
    .orIgnore()
    .returning('id')
    .execute();
  const returned: unknown = result.raw;
  return Array.isArray(returned) && returned.length === 1;
}

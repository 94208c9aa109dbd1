import type { Database } from '../../src/infrastructure/persistence/database.js';

/** How many blocks of 8 KiB, of `table` and its indexes, `read` looks at: what a query costs, on however busy a machine. */
export async function blocksRead(
  database: Database,
  table: string,
  read: () => Promise<unknown>,
): Promise<number> {
  const count = async (): Promise<number> => {
    const [row] = await database.query<{ blocks: number }>(
      `SELECT (pg_stat_get_xact_blocks_fetched($1::regclass)
         + (SELECT sum(pg_stat_get_xact_blocks_fetched(indexrelid)) FROM pg_index
            WHERE indrelid = $1::regclass))::float8 AS blocks`,
      [table],
    );
    return row?.blocks ?? Number.NaN;
  };
  return database.run(async () => {
    const before = await count();
    await read();
    return (await count()) - before;
  });
}

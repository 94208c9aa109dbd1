import pg from 'pg';

/**
 * Where in a database one of `words` stands, upper or lower case: `table: the whole row`. Every table is looked through,
 * those that are made later too.
 */
export async function findInTables(url: string, words: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    const patterns = words.map((word) => `%${word}%`);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(
        `SELECT one::text AS text FROM ${name} AS one WHERE one::text ILIKE ANY ($1)`,
        [patterns],
      );
      found.push(...rows.map(({ text }) => `${name}: ${text}`));
    }
    return found;
  } finally {
    await client.end();
  }
}

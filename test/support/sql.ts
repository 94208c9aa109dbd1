import pg from 'pg';

/** Rows of one statement, on a connection of its own: what a test looks up behind the API's back. */
export async function sql<Row>(
  url: string,
  statement: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(statement, [...parameters]);
    return rows as Row[];
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { eventually } from './eventually.js';

const WAIT_WITHIN_MS = 5_000;

/** A lock that holds up whoever reads the table: a slow statement, as slow as a test wants it. */
export interface TableLock {
  /** Resolves once someone waits for the table. */
  waiting(): Promise<void>;
  release(): Promise<void>;
}

export async function lockTable(url: string, table: string): Promise<TableLock> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${client.escapeIdentifier(table)} IN ACCESS EXCLUSIVE MODE`);
  const countWaiting = async (): Promise<number> => {
    const { rowCount } = await client.query(
      'SELECT FROM pg_locks WHERE NOT granted AND relation = $1::regclass',
      [table],
    );
    return rowCount ?? 0;
  };
  return {
    waiting: async () => {
      await eventually(countWaiting, (count) => count > 0, WAIT_WITHIN_MS);
    },
    release: () => client.end(),
  };
}

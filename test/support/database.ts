import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A migrated database of one's own. */
export interface TestDatabase {
  /** Connection string, password included. */
  readonly url: string;
  /** Removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/**
 * Copies the migrated template that the run's set-up made: tens of milliseconds, so each test file can have its own.
 *
 * @throws Error outside Jest, where there is no server
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = required('TEST_POSTGRES_URL');
  const template = required('TEST_POSTGRES_TEMPLATE');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  // FILE_COPY costs two checkpoints, cheap here, and less than writing a whole schema to the log.
  await execute(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => execute(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests through "npm test".`);
  return value;
}

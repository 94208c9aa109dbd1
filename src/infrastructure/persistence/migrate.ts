import { DataSource } from 'typeorm';
import type { Configuration } from '../config/configuration.js';
import { dataSourceOptions } from './data-source.js';
import { loadMigrations } from './load-migrations.js';

/** Any constant number: whoever migrates holds this lock, so that processes that start together take turns. */
const MIGRATION_LOCK = 5_240_316;
/** One connection holds the lock, another migrates. */
const CONNECTIONS = 2;

/**
 * Brings the schema up to date; any number of callers may do so at once.
 *
 * @returns the names of the migrations that ran
 */
export async function migrate(configuration: Configuration): Promise<string[]> {
  const dataSource = new DataSource({
    ...dataSourceOptions(configuration, 'kaikei-migrate'),
    migrations: await loadMigrations(),
    migrationsTableName: 'migrations',
    poolSize: CONNECTIONS,
    // A migration may take longer than any statement of the running system.
    extra: {},
  });
  await dataSource.initialize();
  try {
    // The lock lives in a transaction and not in a session, which PgBouncer would not keep for us.
    return await dataSource.transaction(async (lock) => {
      await lock.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
      const ran = await dataSource.runMigrations({ transaction: 'each' });
      return ran.map(({ name }) => name);
    });
  } finally {
    await dataSource.destroy();
  }
}

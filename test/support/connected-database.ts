import { DataSource, type EntitySchema } from 'typeorm';
import { Database } from '../../src/infrastructure/persistence/database.js';
import { createTestDatabase } from './database.js';

/** Repositories' view of a real database of one's own. */
export interface ConnectedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Enough connections for races of twenty to be races. */
const POOL_SIZE = 20;

/** No test waits for a connection for longer: it has as many as it needs. */
const CONNECTION_TIMEOUT_MS = 10_000;

/** @param tables those that are reached through TypeORM; SQL reaches all */
export async function connectDatabase(
  tables: EntitySchema[],
  poolSize = POOL_SIZE,
): Promise<ConnectedDatabase> {
  const own = await createTestDatabase();
  const dataSource = new DataSource({
    type: 'postgres',
    url: own.url,
    poolSize,
    connectTimeoutMS: CONNECTION_TIMEOUT_MS,
    entities: tables,
  });
  await dataSource.initialize();
  return {
    database: new Database(dataSource),
    close: async () => {
      await dataSource.destroy();
      await own.drop();
    },
  };
}

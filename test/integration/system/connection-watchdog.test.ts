import pg from 'pg';
import { DataSource } from 'typeorm';
import { ConnectionWatchdog } from '../../../src/infrastructure/persistence/connection-watchdog.js';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { DatabaseProxy } from '../../support/database-proxy.js';
import { FakeLogger } from '../../support/fakes/logger.js';

/** Together longer than the watchdog takes to become suspicious and to give up waiting for its own connection. */
const STATEMENTS = 25;
const STATEMENT = 'SELECT pg_sleep(0.1)';
/** Any number that nothing else in the test's own database locks. */
const LOCK = 1;

describe('the watchdog over connections', () => {
  let own: TestDatabase;
  let proxy: DatabaseProxy;
  let dataSource: DataSource;
  let watchdog: ConnectionWatchdog;

  beforeAll(async () => {
    own = await createTestDatabase();
  });
  beforeEach(async () => {
    proxy = await DatabaseProxy.before(own.url);
    dataSource = new DataSource({ type: 'postgres', url: proxy.url(own.url), poolSize: 1 });
    await dataSource.initialize();
    watchdog = new ConnectionWatchdog(dataSource, new FakeLogger());
    watchdog.onApplicationBootstrap();
  });
  afterEach(async () => {
    watchdog.onApplicationShutdown();
    await dataSource.destroy();
    await proxy.close();
  });
  afterAll(() => own.drop());

  it('leaves a server alone that takes nobody new, and goes on to answer those who are there', async () => {
    const done = await dataSource.transaction(async (manager) => {
      proxy.admitNobody();
      for (let count = 0; count < STATEMENTS; count += 1) await manager.query(STATEMENT);
      return 'done';
    });
    expect(done).toBe('done');
  });

  it('leaves one alone that takes nobody new, and answers after a long silence while it is asked', async () => {
    const holder = new pg.Client(own.url);
    await holder.connect();
    await holder.query(`SELECT pg_advisory_lock(${LOCK})`);
    const done = await dataSource.transaction(async (manager) => {
      proxy.admitNobody();
      const asked = proxy.newcomer();
      const long = manager.query(`SELECT pg_advisory_xact_lock(${LOCK})`);
      await asked;
      // Ends the session, and with it its lock.
      await holder.end();
      await long;
      for (let count = 0; count < STATEMENTS; count += 1) await manager.query(STATEMENT);
      return 'done';
    });
    expect(done).toBe('done');
  });
});

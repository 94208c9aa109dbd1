import { pathToFileURL } from 'node:url';
import { DataSource } from 'typeorm';
import pg from 'pg';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { startTemporaryPostgres } from '../../scripts/lib/postgres.mjs';

/** Each test file gets a copy of this database (test/support/database.ts). */
const TEMPLATE = 'kaikei_template';

/** One PostgreSQL for the whole run. Its guardian stops it with this process, whichever way that ends. */
export default async function setUp() {
  const postgres = await startTemporaryPostgres();
  Object.assign(globalThis, { __kaikeiPostgres: postgres });
  // Workers are forked after this, and inherit it.
  process.env['TEST_POSTGRES_URL'] = postgres.url;
  process.env['TEST_POSTGRES_TEMPLATE'] = TEMPLATE;
  await createTemplate(postgres.url);
}

/** @param {string} serverUrl */
async function createTemplate(serverUrl) {
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    const url = new URL(serverUrl);
    url.pathname = `/${TEMPLATE}`;
    await migrate(url.href);
  } finally {
    await admin.end();
  }
}

/**
 * Straight from the sources: the tests of repositories must not depend on a build.
 *
 * @param {string} url
 */
async function migrate(url) {
  const { href } = pathToFileURL(fromRoot('src', 'infrastructure', 'persistence', 'load-migrations.ts'));
  /** @type {typeof import('../../src/infrastructure/persistence/load-migrations.js')} */
  const { loadMigrations } = await import(href);
  const source = new DataSource({ type: 'postgres', url, migrations: await loadMigrations() });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'each' });
  } finally {
    await source.destroy();
  }
}

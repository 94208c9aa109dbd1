import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import { IDatabaseProbe } from '../../../application/system/ports/database-probe.js';
import { Database } from '../database.js';

/** The folder is the same for `src/` and `dist/`. */
const MIGRATIONS = fileURLToPath(new URL('../../../../migrations/', import.meta.url));
/** `1763683200000-accounts-and-orders.ts`; TypeORM keeps the number as the migration's timestamp. */
const MIGRATION_FILE = /^(\d+)-[\w-]+\.ts$/;

@Injectable()
export class DatabaseProbe extends IDatabaseProbe {
  #known: Promise<string[]> | null = null;

  constructor(private readonly database: Database) {
    super();
  }

  async ping(): Promise<void> {
    await this.database.query('SELECT 1');
  }

  async isMigrated(): Promise<boolean> {
    this.#known ??= knownMigrations();
    const known = await this.#known;
    const [{ table } = { table: null }] = await this.database.query<{ table: string | null }>(
      `SELECT to_regclass('migrations')::text AS table`,
    );
    if (table === null) return false;
    const missing = await this.database.query(
      'SELECT FROM unnest($1::bigint[]) AS known WHERE known NOT IN (SELECT timestamp FROM migrations)',
      [known],
    );
    return missing.length === 0;
  }
}

async function knownMigrations(): Promise<string[]> {
  const files = await readdir(MIGRATIONS);
  return files.flatMap((file) => MIGRATION_FILE.exec(file)?.[1] ?? []);
}

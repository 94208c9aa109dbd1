import { Injectable } from '@nestjs/common';
import { IDatabaseProbe } from '../../../application/system/ports/database-probe.js';
import { Database } from '../database.js';
import { migrationTimestamps } from '../load-migrations.js';

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
    this.#known ??= migrationTimestamps();
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

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The folder is the same for `src/` and `dist/`. Node runs the files as they are: types are stripped, nothing is compiled. */
const MIGRATIONS = fileURLToPath(new URL('../../../migrations/', import.meta.url));
/** `1763683200000-accounts-and-orders.ts`; the number is the time it was written at, and makes the order. */
const MIGRATION_FILE = /^(\d+)-[\w-]+\.ts$/;

type MigrationClass = new () => unknown;

/**
 * Every migration, oldest first. Not by a glob: the path that leads here may hold characters that mean something there.
 *
 * @param folder where the files are
 */
export async function loadMigrations(folder: string = MIGRATIONS): Promise<MigrationClass[]> {
  const files = await migrationFiles(folder);
  const exported = await Promise.all(files.map((file) => exportsOf(join(folder, file))));
  return exported.flat().filter(isClass);
}

/** Times at which the migrations were written, oldest first: TypeORM keeps them of those that have run. */
export async function migrationTimestamps(): Promise<string[]> {
  const files = await migrationFiles(MIGRATIONS);
  return files.flatMap((file) => MIGRATION_FILE.exec(file)?.[1] ?? []);
}

async function migrationFiles(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((file) => MIGRATION_FILE.test(file)).sort();
}

async function exportsOf(path: string): Promise<unknown[]> {
  const module: unknown = await import(pathToFileURL(path).href);
  return Object.values(module as Record<string, unknown>);
}

const isClass = (value: unknown): value is MigrationClass => typeof value === 'function';

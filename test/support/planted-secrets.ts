import { findInTables } from './find-in-tables.js';

/** Secrets that a test has planted or has seen handed out, each under a name that may be told. */
export class PlantedSecrets {
  readonly #values = new Map<string, string>();

  /** @returns the value */
  keep(name: string, value: unknown): string {
    if (typeof value !== 'string' || value.length < 8) throw new Error(`There is no ${name} to look for.`);
    this.#values.set(name, value);
    return value;
  }

  /** A secret that nobody has. */
  plant(name: string): string {
    return this.keep(name, `canary-${crypto.randomUUID()}`);
  }

  get(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new Error(`No ${name} was kept.`);
    return value;
  }

  get names(): string[] {
    return [...this.#values.keys()];
  }

  /** The names of those that stand in a text. */
  foundIn(text: string): string[] {
    return this.names.filter((name) => text.includes(this.get(name)));
  }

  /** `secret in table`, for each that stands in a table as it is. */
  async foundInTables(databaseUrl: string): Promise<string[]> {
    const rows = await findInTables(databaseUrl, [...this.#values.values()]);
    return rows.flatMap((row) => this.foundIn(row).map((name) => `${name} in ${row.split(':')[0] ?? ''}`));
  }
}

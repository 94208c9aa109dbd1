import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromRoot } from '../../../../scripts/lib/paths.mjs';
import { loadMigrations } from '../../../../src/infrastructure/persistence/load-migrations.js';

describe('the migrations', () => {
  let parent: string;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'kaikei-migrations-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('are found in a folder whose path reads like a glob', async () => {
    const folder = join(parent, 'shop [v2] (new) {a,b} #1 100%');
    await cp(fromRoot('migrations'), folder, { recursive: true });
    expect(namesOf(await loadMigrations(folder))).toEqual(namesOf(await loadMigrations()));
  });

  it('come oldest first, and nothing else does', async () => {
    const folder = join(parent, 'migrations');
    await mkdir(folder);
    await writeFile(join(folder, '1763683200002-second.ts'), 'export class Second1763683200002 {}');
    await writeFile(join(folder, '1763683200001-first.ts'), 'export class First1763683200001 {}');
    await writeFile(join(folder, 'README.md'), 'Not a migration.');
    expect(namesOf(await loadMigrations(folder))).toEqual(['First1763683200001', 'Second1763683200002']);
  });
});

const namesOf = (classes: readonly { readonly name: string }[]) => classes.map(({ name }) => name);

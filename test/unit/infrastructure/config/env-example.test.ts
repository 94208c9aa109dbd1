import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from '../../../../scripts/lib/paths.mjs';
import { VARIABLES } from '../../../../src/infrastructure/config/configuration.js';
import { COMMAND_VARIABLES, renderEnvExample } from '../../../support/env-example.js';

const FILE = new URL('../../../../.env.example', import.meta.url);

/** Not for people: how processes tell each other something, or the system's own. */
const INTERNAL = ['CI', 'PATH', 'npm_lifecycle_event'];

/** `env['NAME']` and `given['NAME']`, which is how the npm commands read the environment. */
function readByCommands(): string[] {
  const folder = fromRoot('scripts', 'lib');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.mjs'),
  );
  const sources = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
  return [...sources.matchAll(/(?:env|given)\['(\w+)'\]/g)].map(([, name = '']) => name);
}

describe('.env.example', () => {
  // UPDATE_ENV_EXAMPLE=1 writes the file anew.
  if (process.env.UPDATE_ENV_EXAMPLE) writeFileSync(FILE, renderEnvExample(VARIABLES));

  it('says of every variable what the program knows of it', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(renderEnvExample(VARIABLES));
  });

  it('knows every variable that the npm commands read', () => {
    const read = new Set(readByCommands());
    const documented = new Set([...Object.keys(VARIABLES), ...Object.keys(COMMAND_VARIABLES), ...INTERNAL]);
    expect([...read].filter((name) => !documented.has(name))).toEqual([]);
    expect(Object.keys(COMMAND_VARIABLES).filter((name) => !read.has(name))).toEqual([]);
  });
});

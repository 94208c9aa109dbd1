import { readFileSync, writeFileSync } from 'node:fs';
import { VARIABLES } from '../../../../src/infrastructure/config/configuration.js';
import { renderEnvExample } from '../../../support/env-example.js';

const FILE = new URL('../../../../.env.example', import.meta.url);

describe('.env.example', () => {
  // UPDATE_ENV_EXAMPLE=1 writes the file anew.
  if (process.env.UPDATE_ENV_EXAMPLE) writeFileSync(FILE, renderEnvExample(VARIABLES));

  it('says of every variable what the program knows of it', () => {
    expect(readFileSync(FILE, 'utf8')).toBe(renderEnvExample(VARIABLES));
  });
});

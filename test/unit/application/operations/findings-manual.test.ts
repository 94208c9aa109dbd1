import { readFileSync } from 'node:fs';
import { FINDING_KINDS } from '../../../../src/application/ports/findings.js';

describe("the operators' manual", () => {
  it.each(FINDING_KINDS)('says what %s means', (kind) => {
    const manual = readFileSync(new URL('../../../../docs/operations.md', import.meta.url), 'utf8');
    expect(manual).toContain(`| \`${kind}\` `);
  });
});

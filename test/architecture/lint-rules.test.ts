import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { ESLint, type Linter } from 'eslint';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** One instance, so that the types are loaded once. */
const eslint = await withRealRules();
/** The seeded text is linted as if it stood in this file. */
const INSIDE_SRC = 'src/domain/shared/organization.ts';
const INSIDE_CONFIG = 'src/infrastructure/config/environment.ts';

const lines = (count: number): string => 'export const lines = [\n' + '  1,\n'.repeat(count) + '];\n';

describe('the lint rules', () => {
  it.each([
    ['any', '@typescript-eslint/no-explicit-any', 'export const x: any = 1;\n'],
    ['a floating promise', '@typescript-eslint/no-floating-promises', 'Promise.resolve(1);\n'],
    ['a default export', 'no-restricted-syntax', 'export default 1;\n'],
    ['a barrel', 'no-restricted-syntax', "export * from './money.js';\n"],
    ['an environment read', 'no-restricted-syntax', 'export const home = process.env.HOME;\n'],
    ['a file that is too long', 'max-lines', lines(260)],
    [
      'a function that is too long',
      'max-lines-per-function',
      `export function f() {\n${'  void 0;\n'.repeat(71)}}\n`,
    ],
    ['a suppressed type error', '@typescript-eslint/ban-ts-comment', '// @ts-ignore\nexport const x = 1;\n'],
  ])('refuse %s', async (_, rule, text) => {
    expect(await lint(text, INSIDE_SRC)).toContain(rule);
  });

  it('let infrastructure/config, and nobody else, read the environment', async () => {
    expect(await lint('export const home = process.env.HOME;\n', INSIDE_CONFIG)).toEqual([]);
  });
});

/** The names of the rules that `text` breaks at the place of `file`. */
async function lint(text: string, file: string): Promise<(string | null)[]> {
  const results = await eslint.lintText(text, { filePath: join(ROOT, file) });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

async function withRealRules(): Promise<ESLint> {
  const { default: config } = (await import(join(ROOT, 'eslint.config.mjs'))) as { default: Linter.Config[] };
  return new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: config });
}

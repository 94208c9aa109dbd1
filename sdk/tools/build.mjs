// Makes the client of the API that was built last: types from its OpenAPI document, then JavaScript and declarations for those
// who do not compile our sources. Run by the build (scripts/lib/build.mjs), in this folder.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * @param {string[]} args to Node
 * @returns {string} what it printed
 * @throws {Error} with that, if it failed
 */
function run(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: Infinity,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}

const document = run(['../dist/cli.js', 'openapi']);
const types = await openapiTS(document, {
  // `Order`, not `components['schemas']['Order']`.
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  // A default is what the server takes for a field that was left out: it may be.
  defaultNonNullable: false,
});
mkdirSync('generated', { recursive: true });
writeFileSync(
  'generated/schema.ts',
  `// Made from the API's OpenAPI document by the build.\n\n${astToString(types)}`,
);
run(['../node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']);

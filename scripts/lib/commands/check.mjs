import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { buildStale } from '../build.mjs';
import { ROOT, fromRoot } from '../paths.mjs';

/** @typedef {{ name: string, script: string, args: string[], needsBuild?: boolean }} Check */

/** @param {string} project */
const types = (project) => ({
  name: `types of ${project}`,
  script: 'typescript/bin/tsc',
  args: ['--noEmit', '-p', project],
  needsBuild: !/^(?:sandbox|scripts)\//.test(project),
});

/**
 * Longest first: the whole then takes little longer than the longest. Those with `needsBuild` look at types that the build
 * makes of `sdk/` and `sandbox/`, and wait for it where that is out of date.
 *
 * @type {Check[]}
 */
const CHECKS = [
  types('tsconfig.json'),
  { name: 'lint', script: 'eslint/bin/eslint.js', args: ['.', '--max-warnings', '0'], needsBuild: true },
  types('sandbox/tsconfig.json'),
  types('sdk/test/tsconfig.json'),
  types('web/tsconfig.json'),
  types('scripts/tsconfig.json'),
  { name: 'format', script: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level', 'warn', '.'] },
  {
    name: 'architecture',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'src', 'sdk/src', 'web/src'],
    needsBuild: true,
  },
  { name: 'dead code', script: 'knip/bin/knip.js', args: [], needsBuild: true },
];

/**
 * `npm run check`: format, lint, types, architecture, dead code. As many at a time as there are processors.
 *
 * @returns {Promise<number>} exit code
 */
export async function runChecks() {
  const built = Promise.all(Object.values(buildStale({ log: console.log, names: ['sdk', 'sandbox'] })));
  const waiting = [...CHECKS];
  let failed = 0;
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (check.needsBuild) await built;
      if (!(await runCheck(check))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), 4) }, work));
  console.log(`${CHECKS.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {Check} check
 * @returns {Promise<boolean>} whether it passed; its output is printed if not
 */
function runCheck({ name, script, args }) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [fromRoot('node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trim());
      resolve(code === 0);
    });
  });
}

import { parseArgs } from 'node:util';
import { PARTS, buildStale } from '../build.mjs';

/** @typedef {import('../build.mjs').PartName} PartName */

/**
 * `npm run build [-- --force] [api] [sandbox] [sdk] [web]`: what is out of date, or with `--force` everything, of all parts or
 * of those named.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runBuild(args) {
  const { values, positionals } = parseArgs({
    args,
    options: { force: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0) {
    console.error(
      `There is no part "${unknown.join('", "')}". The parts are: ${Object.keys(PARTS).join(', ')}.`,
    );
    return 1;
  }
  const names = /** @type {PartName[]} */ (positionals);
  const builds = buildStale({ log: console.log, force: values.force, ...(names.length > 0 && { names }) });
  const results = await Promise.allSettled(Object.values(builds));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) console.error(reason instanceof Error ? reason.message : reason);
  if (failures.length === 0) console.log('Everything is up to date.');
  return failures.length === 0 ? 0 : 1;
}

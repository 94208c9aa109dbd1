import { parseArgs } from 'node:util';
import { buildStale } from '../build.mjs';

/**
 * `npm run build [-- --force]`: everything that is out of date, or everything.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runBuild(args) {
  const { values } = parseArgs({ args, options: { force: { type: 'boolean', default: false } } });
  const builds = buildStale({ log: console.log, force: values.force });
  const results = await Promise.allSettled(Object.values(builds));
  const failures = results.filter((result) => result.status === 'rejected');
  for (const { reason } of failures) console.error(reason instanceof Error ? reason.message : reason);
  if (failures.length === 0) console.log('Everything is up to date.');
  return failures.length === 0 ? 0 : 1;
}

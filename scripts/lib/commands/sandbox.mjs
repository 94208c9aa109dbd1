import { buildStale } from '../build.mjs';
import { loadDotEnv } from '../environment.mjs';
import { runForeground } from '../foreground.mjs';
import { fromRoot } from '../paths.mjs';

/**
 * `npm run sandbox [-- its options]`: the stand-in for Stripe alone.
 *
 * @param {string[]} args
 * @returns {Promise<number>} exit code
 */
export async function runSandbox(args) {
  loadDotEnv();
  try {
    await buildStale({ log: console.log, names: ['sandbox'] }).sandbox;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
  return runForeground([fromRoot('sandbox', 'bin', 'kaikei-sandbox.js'), ...args]);
}

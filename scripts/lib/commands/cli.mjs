import { join } from 'node:path';
import { buildStale } from '../build.mjs';
import { endEarlierRun } from '../earlier-run.mjs';
import { loadDotEnv, makePlan } from '../environment.mjs';
import { runForeground } from '../foreground.mjs';
import { keepSecrets, openHome, readRun, removeRun, takeHome, writeRun } from '../home.mjs';
import { fromRoot } from '../paths.mjs';
import { startPostgres } from '../postgres.mjs';
import { connectionUrl, readCredentials } from '../postgres-cluster.mjs';

/** @typedef {import('../environment.mjs').Plan} Plan */

const CLI = fromRoot('dist', 'cli.js');

/**
 * `npm run cli -- <command>`: an operator command with the environment of `npm start`, against its database. If nothing
 * runs, the embedded database is started for the command.
 *
 * @param {string[]} args
 * @returns {Promise<number>} the command's exit code
 */
export async function runCommand(args) {
  loadDotEnv();
  const home = openHome(process.env);
  const { plan, problems } = makePlan(process.env, () => keepSecrets(home));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  // The command's own output may be read by a machine.
  await buildStale({ log: console.error, names: ['api'] }).api;
  if (!plan.withPostgres) return runForeground([CLI, ...args], plan.env);

  const lock = await takeHome(home);
  if ('pid' in lock) return runForeground([CLI, ...args], await environmentOfRunning(home, plan));
  await endEarlierRun(home);
  writeRun(home, {
    pid: process.pid,
    kind: 'command',
    port: plan.port,
    sandboxPort: plan.sandboxPort,
    children: {},
  });
  const postgres = await startPostgres({ home, durable: true, temporary: false });
  try {
    return await runForeground([CLI, ...args], { ...plan.env, DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
    removeRun(home);
    lock.release();
  }
}

/**
 * @param {string} home
 * @param {Plan} plan
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
async function environmentOfRunning(home, plan) {
  const credentials = readCredentials(home);
  if (!credentials) throw new Error(`${join(home, 'postgres.json')} is missing.`);
  const run = readRun(home);
  const env = { ...plan.env, DATABASE_URL: connectionUrl(credentials) };
  // Its ports may have been given on its command line, and not on ours.
  if (plan.withSandbox && run)
    Object.assign(env, { STRIPE_API_BASE: `http://127.0.0.1:${run.sandboxPort}`, PORT: String(run.port) });
  return env;
}

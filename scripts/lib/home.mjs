import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson, writeJson } from './json-file.mjs';
import { tryLock } from './lock.mjs';
import { ROOT } from './paths.mjs';
import { poll } from './processes.mjs';

/** @typedef {import('./lock.mjs').Lock} Lock */
/**
 * Who uses the installation now, for others to read. Only the lock tells whether that is still true.
 *
 * @typedef {object} Run
 * @property {number} pid
 * @property {'start' | 'command'} kind
 * @property {number} port
 * @property {number} sandboxPort
 * @property {Record<string, number>} children process ids by name
 */
/** @typedef {{ webhookSecret: string, jwtSecret: string }} Secrets */

/** A command that holds the database for longer than this is better asked about than waited for. */
const COMMAND_TIMEOUT_MS = 60_000;

/**
 * The folder that KAIKEI_HOME names, made if need be.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function openHome(env) {
  const home = resolve(ROOT, env['KAIKEI_HOME'] || '.kaikei');
  const us = process.getuid?.();
  if (!existsSync(home)) {
    mkdirSync(home, { recursive: true });
    // The database server of root is another user, and has to pass through.
    chmodSync(home, us === 0 ? 0o711 : 0o700);
  }
  const owner = statSync(home).uid;
  if (us !== undefined && us !== 0 && owner !== us) {
    throw new Error(`${home} belongs to another user (${owner}). Start as that user, or set KAIKEI_HOME.`);
  }
  return home;
}

/** @param {string} home */
export const readRun = (home) => /** @type {Run | undefined} */ (readJson(join(home, 'run.json')));

/**
 * @param {string} home
 * @param {Run} run
 */
export const writeRun = (home, run) => writeJson(join(home, 'run.json'), run);

/** @param {string} home */
export const removeRun = (home) => rmSync(join(home, 'run.json'), { force: true });

/**
 * Takes the installation for this process. A command that has it is waited for; a running `npm start` is not.
 *
 * @param {string} home
 * @returns {Promise<Lock | Run>} the lock, or the run that has it
 */
export async function takeHome(home) {
  const path = join(home, 'lock');
  const taken = await poll(() => tryLock(path) ?? startThatHas(home), {
    timeoutMs: COMMAND_TIMEOUT_MS,
    intervalMs: 100,
  });
  if (!taken)
    throw new Error(`A command has been using ${home} for a minute (process ${readRun(home)?.pid}).`);
  return taken;
}

/** @param {string} home */
function startThatHas(home) {
  const run = readRun(home);
  return run?.kind === 'start' ? run : undefined;
}

/**
 * Development's own secrets, made once.
 *
 * @param {string} home
 * @returns {Secrets}
 */
export function keepSecrets(home) {
  const path = join(home, 'secrets.json');
  /** @type {Partial<Secrets>} */
  const kept = readJson(path) ?? {};
  const secrets = {
    webhookSecret: kept.webhookSecret ?? `whsec_${randomBytes(24).toString('base64url')}`,
    jwtSecret: kept.jwtSecret ?? randomBytes(32).toString('base64url'),
  };
  if (secrets.webhookSecret !== kept.webhookSecret || secrets.jwtSecret !== kept.jwtSecret)
    writeJson(path, secrets);
  return secrets;
}

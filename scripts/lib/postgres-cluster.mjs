import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, writeJson } from './json-file.mjs';
import { findBinaries } from './postgres-binaries.mjs';
import { placeServer } from './postgres-account.mjs';
import { freePort } from './ports.mjs';

/** @typedef {import('./postgres-account.mjs').Account} Account */
/** @typedef {{ id: string, port: number, password: string }} Credentials kept in `postgres.json`, mode 0600 */
/**
 * @typedef {object} Cluster
 * @property {string} folder what the server's user owns
 * @property {string} dataDir
 * @property {string} logFile
 * @property {string} postgres path of the server program
 * @property {Account | undefined} account
 * @property {Credentials} credentials
 */

export const SUPERUSER = 'kaikei';
export const DATABASE = 'kaikei';

/**
 * @param {Credentials} credentials
 * @param {string} [database]
 */
export const connectionUrl = ({ port, password }, database = DATABASE) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/**
 * Where an installation keeps its credentials, for those who only want to connect.
 *
 * @param {string} home
 * @returns {Credentials | undefined}
 */
export const readCredentials = (home) => readJson(join(home, 'postgres.json'));

/**
 * @param {string} home
 * @param {Credentials} credentials
 */
export const keepCredentials = (home, credentials) => writeJson(join(home, 'postgres.json'), credentials);

/**
 * Finds the database cluster of an installation, or makes it.
 *
 * @param {string} home an existing folder
 * @param {{ durable: boolean }} options
 * @returns {Promise<Cluster>}
 */
export async function prepareCluster(home, { durable }) {
  const credentials = readCredentials(home) ?? {
    id: randomBytes(4).toString('hex'),
    port: await freePort(),
    password: randomBytes(24).toString('base64url'),
  };
  const { folder, account } = placeServer(home, credentials.id);
  const binaries = findBinaries(account, dirname(folder));
  const dataDir = join(folder, 'data');
  // Kept first: a cluster whose password nobody knows would be of no use.
  keepCredentials(home, credentials);
  if (!existsSync(dataDir))
    initialise({ ...binaries, folder, dataDir, account, password: credentials.password, durable });
  return {
    folder,
    dataDir,
    logFile: join(home, 'postgres.log'),
    postgres: binaries.postgres,
    account,
    credentials,
  };
}

/**
 * Runs initdb beside the final place and renames: killed half-way, it leaves nothing that looks like a database.
 *
 * @param {{ initdb: string, folder: string, dataDir: string, account: Account | undefined, password: string, durable: boolean }} options
 */
function initialise({ initdb, folder, dataDir, account, password, durable }) {
  for (const name of readdirSync(folder)) {
    if (name.startsWith('init-')) rmSync(join(folder, name), { recursive: true, force: true });
  }
  const draft = join(folder, `init-${process.pid}`);
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const result = spawnSync(
    initdb,
    [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Sorting and case rules that do not depend on what this machine has installed.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: '/', encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (result.status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`);
  }
  renameSync(draft, dataDir);
}

/**
 * Opens the server's log, keeping the one of the run before.
 *
 * @param {string} logFile
 * @returns {number} a file descriptor to hand to the server
 */
export function openLog(logFile) {
  if (existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  return openSync(logFile, 'a', 0o600);
}

/**
 * @param {string} logFile
 * @returns {string} the last lines, for an error message
 */
export function tailOfLog(logFile) {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : [];
  return lines.slice(-8).join('\n');
}

export { closeSync as closeLog };

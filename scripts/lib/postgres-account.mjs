import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isCode } from './processes.mjs';

/** @typedef {{ uid: number, gid: number }} Account the user that the server runs as when we are root */

/** PostgreSQL refuses to run as root. `nobody` exists everywhere, and no account has to be made on someone's machine. */
const PREFERRED = ['postgres', 'nobody'];

/**
 * @param {string} folder the server's folder; once it exists its owner decides, since a user may have been added since
 * @returns {Account | undefined} undefined when we are not root and the server simply runs as ourselves
 */
export function serverAccount(folder) {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(folder)) {
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid };
  }
  const users = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  for (const name of PREFERRED) {
    const account = users.get(name);
    if (account) return account;
  }
  throw new Error(
    `PostgreSQL cannot run as root, and there is no user ${PREFERRED.join(' or ')} to run it as.`,
  );
}

/**
 * The folders that may hold the server's data, best first.
 *
 * @param {string} home
 * @param {string} id of this installation: two clones must not meet in a shared place
 * @returns {string[]}
 */
function candidates(home, id) {
  const inside = join(home, 'postgres');
  if (process.getuid?.() !== 0) return [inside];
  return [inside, ...new Set([`/var/lib/kaikei/${id}`, join(tmpdir(), `kaikei-${id}`), `/tmp/kaikei-${id}`])];
}

/**
 * @param {string} folder
 * @param {Account | undefined} account
 */
function isUsable(folder, account) {
  const script = 'cd -- "$0" && : > .probe && rm .probe';
  return spawnSync('/bin/sh', ['-c', script, folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/**
 * Makes (or finds) the server's folder at the first place that its account can reach: a clone below /root, or a private
 * home, is out of reach for it.
 *
 * @param {string} home
 * @param {string} id
 * @returns {{ folder: string, account: Account | undefined }}
 */
export function placeServer(home, id) {
  const tried = candidates(home, id);
  for (const folder of tried) {
    const account = serverAccount(folder);
    const existed = existsSync(folder);
    try {
      makeFolder(folder, account);
    } catch (error) {
      if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].some((code) => isCode(error, code))) continue;
      throw error;
    }
    if (isUsable(folder, account)) return { folder, account };
    if (!existed) rmSync(folder, { recursive: true, force: true });
  }
  throw new Error(
    `No folder for the database can be written by its user. Tried: ${tried.join(', ')}. Set KAIKEI_HOME.`,
  );
}

/**
 * @param {string} folder
 * @param {Account | undefined} account
 */
function makeFolder(folder, account) {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  const { uid } = lstatSync(folder);
  const us = process.getuid?.() ?? uid;
  // In a shared folder such as /tmp someone else may have been there first.
  if (uid !== us && uid !== account?.uid) throw new Error(`${folder} belongs to another user (${uid}).`);
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

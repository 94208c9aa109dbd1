import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { poll } from './processes.mjs';

/** @typedef {{ release: () => void }} Lock */

/** SQLite's code for "someone else holds it". */
const SQLITE_BUSY = 5;

/**
 * A lock that the operating system drops with the process, however it dies. Node has no `flock`; an empty SQLite
 * database in an exclusive transaction is one, on every system, and leaves nothing stale.
 *
 * @param {string} path
 * @returns {Lock | undefined} undefined when another process holds it
 */
export function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  const database = openLockFile(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
    return { release: () => database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return undefined;
    throw new Error(`${path} cannot be locked. Does it belong to another user?`, { cause: error });
  }
}

/** @param {string} path */
function openLockFile(path) {
  try {
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw new Error(`${path} cannot be opened. Does it belong to another user?`, { cause: error });
  }
}

/**
 * @param {string} path
 * @param {{ timeoutMs: number, onWait?: () => void }} options `onWait` is called once, if there is any waiting
 * @returns {Promise<Lock | undefined>} undefined when the time is over
 */
export async function waitForLock(path, { timeoutMs, onWait }) {
  const lock = tryLock(path);
  if (lock) return lock;
  onWait?.();
  return poll(() => tryLock(path), { timeoutMs, intervalMs: 100 });
}

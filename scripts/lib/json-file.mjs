import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isCode } from './processes.mjs';

/**
 * @template T
 * @param {string} path
 * @returns {T | undefined} undefined when there is no such file
 */
export function readJson(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${path} is not valid JSON. Repair it, or remove it to have it made anew.`, {
      cause: error,
    });
  }
}

/**
 * Replaces a file in one step, readable by its owner alone: these files hold secrets, and a crash must not leave half of one.
 *
 * @param {string} path
 * @param {unknown} value
 */
export function writeJson(path, value) {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(draft, path);
}

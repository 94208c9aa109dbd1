import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks again and again until the answer is truthy, for a bounded time.
 *
 * @template T
 * @param {() => T | Promise<T>} ask
 * @param {{ timeoutMs: number, intervalMs?: number }} limits
 * @returns {Promise<T | undefined>} the first truthy answer, or undefined once the time is over
 */
export async function poll(ask, { timeoutMs, intervalMs = 50 }) {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() >= deadline) return undefined;
    await delay(intervalMs);
  }
}

/** @typedef {{ parent: number, zombie: boolean, command: string }} ProcessInfo */

/**
 * What runs under a process id. A zombie has ended; only its parent has not taken note, which in a container whose
 * first process does not reap can take forever.
 *
 * @param {number} pid
 * @returns {ProcessInfo | undefined} undefined when there is no such process
 */
export function inspectProcess(pid) {
  return process.platform === 'linux' ? inspectByProc(pid) : inspectByPs(pid);
}

/**
 * @param {number} pid
 * @returns {ProcessInfo | undefined}
 */
function inspectByProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may itself hold blanks and parentheses: the fields begin after the last one.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return { parent: Number(parent), zombie: state === 'Z' || state === 'X', command };
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return undefined;
    throw error;
  }
}

/**
 * @param {number} pid
 * @returns {ProcessInfo | undefined}
 */
function inspectByPs(pid) {
  try {
    const line = execFileSync('ps', ['-o', 'ppid=,stat=,command=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const match = /^\s*(\d+)\s+(\S+)\s*(.*)$/m.exec(line);
    return match
      ? { parent: Number(match[1]), zombie: match[2]?.startsWith('Z') ?? false, command: match[3] ?? '' }
      : undefined;
  } catch {
    return undefined; // `ps -p` exits with 1 when nothing matches
  }
}

/**
 * Sends a signal to a process that may have ended in the meantime.
 *
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
export function signalProcess(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

/**
 * Whether an error of Node's carries this code. Not by `instanceof`: Jest runs its tests in a realm of their own.
 *
 * @param {unknown} error
 * @param {string} code
 */
export const isCode = (error, code) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;

import { readRun, removeRun } from './home.mjs';
import { ROOT } from './paths.mjs';
import { inspectProcess, poll, signalProcess } from './processes.mjs';

/** What a killed launcher leaves behind ends by itself, and has at most its own stop timeout to do so. */
const END_TIMEOUT_MS = 6_000;

/**
 * @param {number} pid
 * @returns {boolean} whether it is one of ours: the number may have been given to another program
 */
function isOurs(pid) {
  const info = inspectProcess(pid);
  return info !== undefined && !info.zombie && info.command.includes(ROOT);
}

/**
 * Waits for the processes of a launcher that was killed, so that their ports are free and nobody else writes. The caller
 * holds the lock.
 *
 * @param {string} home
 * @returns {Promise<void>}
 */
export async function endEarlierRun(home) {
  const children = Object.values(readRun(home)?.children ?? {});
  const remaining = () => children.filter(isOurs);
  if (remaining().length > 0) {
    console.log('Waiting for the processes of an earlier run to end.');
    for (const pid of remaining()) signalProcess(pid, 'SIGTERM');
    await poll(() => remaining().length === 0, { timeoutMs: END_TIMEOUT_MS });
    for (const pid of remaining()) signalProcess(pid, 'SIGKILL');
    await poll(() => remaining().length === 0, { timeoutMs: 2_000 });
  }
  removeRun(home);
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inspectProcess, isCode, poll, signalProcess } from './processes.mjs';

/**
 * PostgreSQL's own ways to stop, from polite to rough, with the time that each gets. 10 s in all is what a laptop's disk
 * needs at worst for the checkpoint of a fast stop; recovery takes care of the rest.
 *
 * @type {readonly { signal: NodeJS.Signals, waitMs: number }[]}
 */
const STEPS = [
  { signal: 'SIGINT', waitMs: 6_000 },
  { signal: 'SIGQUIT', waitMs: 2_000 },
  { signal: 'SIGKILL', waitMs: 2_000 },
];

/**
 * The first line of `postmaster.pid` is the process id, the eighth the server's state.
 *
 * @param {string} dataDir
 * @returns {{ pid: number, ready: boolean } | undefined}
 */
export function readPidFile(dataDir) {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * @param {number} pid
 * @param {string} dataDir
 */
function isServerOf(pid, dataDir) {
  const info = inspectProcess(pid);
  return (
    info !== undefined && !info.zombie && info.command.includes('postgres') && info.command.includes(dataDir)
  );
}

/**
 * Makes way for a new server after a crash: stops a server that outlived its guardian, and removes a `postmaster.pid`
 * that names a process which is not that server. PostgreSQL itself only asks whether the number is in use, and so
 * refuses to start when it was given to another program, or belongs to a zombie that nobody reaps. It still protects
 * the data: its shared memory tells it of backends that are running yet.
 *
 * The caller holds the lock of the installation.
 *
 * @param {string} dataDir
 * @returns {Promise<void>}
 */
export async function clearOrphan(dataDir) {
  const found = readPidFile(dataDir);
  if (!found) return;
  for (const { signal, waitMs } of STEPS) {
    if (!isServerOf(found.pid, dataDir)) break;
    signalProcess(found.pid, signal);
    await poll(() => !isServerOf(found.pid, dataDir), { timeoutMs: waitMs });
  }
  if (isServerOf(found.pid, dataDir))
    throw new Error(`PostgreSQL (process ${found.pid}) of an earlier run does not stop.`);
  if (readPidFile(dataDir)?.pid === found.pid) rmSync(join(dataDir, 'postmaster.pid'), { force: true });
}

import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { poll, signalProcess } from '../../scripts/lib/processes.mjs';

/** Seconds are usual; a busy machine may take more. */
const READY_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * @typedef {object} ServerProcess
 * @property {number} pid
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a program as its own process, as in production: no flags, its output to a file.
 *
 * @param {string} script
 * @param {{ env: NodeJS.ProcessEnv, logFile: string, args?: string[], isReady: () => Promise<boolean> }} options
 * @returns {Promise<ServerProcess>}
 */
export async function startServer(script, { env, logFile, args = [], isReady }) {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [script, ...args], { env, stdio: ['ignore', log, log] });
  closeSync(log);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const isUp = await poll(async () => hasEnded() || (await isReady()), { timeoutMs: READY_TIMEOUT_MS });
  if (!isUp || hasEnded() || child.pid === undefined) {
    child.kill('SIGKILL');
    throw new Error(`${script} did not start:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`);
  }
  const { pid } = child;
  return {
    pid,
    stop: async () => {
      child.kill('SIGTERM');
      if (!(await poll(hasEnded, { timeoutMs: STOP_TIMEOUT_MS }))) signalProcess(pid, 'SIGKILL');
    },
  };
}

/**
 * @param {string} url
 * @returns {() => Promise<boolean>} whether it answers, whatever it answers
 */
export const answers = (url) => () =>
  fetch(url).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );

const SAMPLE_INTERVAL_MS = 250;

/**
 * Watches the resident memory of processes.
 *
 * @param {readonly number[]} pids
 * @returns {{ stop: () => number[] }} `stop` answers the peak of each, in MB (10^6 bytes)
 */
export function watchMemory(pids) {
  const peaks = pids.map(residentMb);
  const sample = () =>
    pids.forEach((pid, index) => (peaks[index] = Math.max(peaks[index] ?? 0, residentMb(pid))));
  const timer = setInterval(sample, SAMPLE_INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peaks;
    },
  };
}

/**
 * @param {number} pid
 * @returns {number} on Linux the kernel's own record of the highest so far, elsewhere what it is now
 */
function residentMb(pid) {
  const kib =
    process.platform === 'linux'
      ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return (Number(kib) * 1_024) / 1e6;
}

import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { poll, signalProcess } from './processes.mjs';

/**
 * @typedef {object} GuardianOptions
 * @property {string} home folder of the installation
 * @property {boolean} durable false only for tests: what is committed may be lost in a power cut
 * @property {boolean} temporary remove everything when it stops
 */
/** @typedef {{ url: string, pid: number, folder: string, logFile: string }} ServerFacts */
/** @typedef {{ type: 'ready' } & ServerFacts | { type: 'restarting' } | { type: 'failed', message: string }} GuardianMessage */
/**
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the database `kaikei`, password included
 * @property {string} folder where the data is
 * @property {string} logFile
 * @property {(signal: NodeJS.Signals) => void} kill hits the server itself: SIGQUIT is PostgreSQL's "immediate" stop. Its
 *   guardian starts it again
 * @property {() => Promise<void>} stop an orderly stop, within 6 s
 * @property {Promise<Error>} failed settles only if the server is lost for good
 */

const GUARDIAN = fileURLToPath(new URL('./postgres-guardian.mjs', import.meta.url));

/** The guardian needs at most 5 s to stop the server in order; one more before it is taken for stuck. */
const STOP_TIMEOUT_MS = 6_000;

/** A guardian that is killed is replaced; its successor takes the server over. This often in all, then it is no accident. */
const MAX_GUARDIANS = 10;

/**
 * Starts the embedded PostgreSQL of an installation, making it on the first call.
 *
 * @param {GuardianOptions} options
 * @param {(pid: number) => void} [onGuardian] hears of each guardian's process id
 * @returns {Promise<EmbeddedPostgres>}
 * @throws {Error} with the reason and the end of the server's log
 */
export async function startPostgres(options, onGuardian) {
  /** @type {PromiseWithResolvers<Error>} */
  const failed = Promise.withResolvers();
  /** @type {PromiseWithResolvers<ServerFacts>} */
  const ready = Promise.withResolvers();
  let stopping = false;
  let guardians = 0;
  /** @type {ServerFacts | undefined} */
  let facts;

  const guard = () => {
    guardians += 1;
    const child = forkGuardian(options, {
      onMessage: (message) => {
        if (message.type === 'failed') failed.resolve(new Error(message.message));
        if (message.type !== 'ready') return;
        facts = message;
        ready.resolve(message);
      },
      onExit: () => {
        if (facts && !stopping && guardians < MAX_GUARDIANS) guardian = guard();
        else failed.resolve(new Error('The process that guards PostgreSQL has ended.'));
      },
    });
    if (child.pid) onGuardian?.(child.pid);
    return child;
  };
  let guardian = guard();

  const first = await Promise.race([ready.promise, failed.promise]);
  if (first instanceof Error) throw first;
  return {
    url: first.url,
    folder: first.folder,
    logFile: first.logFile,
    kill: (signal) => facts && signalProcess(facts.pid, signal),
    stop: () => {
      stopping = true;
      return stopGuardian(guardian);
    },
    failed: failed.promise,
  };
}

/**
 * @param {GuardianOptions} options
 * @param {{ onMessage: (message: GuardianMessage) => void, onExit: () => void }} handlers
 */
function forkGuardian(options, { onMessage, onExit }) {
  const guardian = fork(GUARDIAN, [JSON.stringify(options)], {
    detached: true,
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  guardian.on('message', (message) => onMessage(/** @type {GuardianMessage} */ (message)));
  guardian.on('exit', onExit);
  return guardian;
}

/** @param {import('node:child_process').ChildProcess} guardian */
async function stopGuardian(guardian) {
  const hasEnded = () => guardian.exitCode !== null || guardian.signalCode !== null;
  if (guardian.connected) guardian.send('stop');
  if (!(await poll(hasEnded, { timeoutMs: STOP_TIMEOUT_MS, intervalMs: 20 }))) guardian.kill('SIGTERM');
}

/**
 * A server in a folder of its own below the system's temporary one, gone without a trace when it stops or its parent ends.
 *
 * @param {{ durable?: boolean }} [options]
 */
export function startTemporaryPostgres({ durable = false } = {}) {
  const home = mkdtempSync(join(tmpdir(), 'kaikei-test-'));
  chmodSync(home, 0o711); // the server may run as another user
  return startPostgres({ home, durable, temporary: true });
}

import { fork } from 'node:child_process';
import { poll } from './processes.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */
/**
 * @typedef {object} ServiceOptions
 * @property {string} name
 * @property {string} script
 * @property {string[]} [args]
 * @property {string[]} [nodeFlags]
 * @property {() => NodeJS.ProcessEnv} env asked at each start
 * @property {number} stopTimeoutMs how long it may take to finish what it is doing
 * @property {(name: string, pid: number) => void} onSpawn
 * @property {(error: Error) => void} onLost it will not come back
 */

/** Waits before each restart. A service that dies more often than this within a minute is lost. */
const RESTART_AFTER_MS = [250, 500, 1_000, 2_000, 4_000];
const DEATH_WINDOW_MS = 60_000;

/** Node's fork reports messages only to those who listen; the sandbox says `{ ready: true }`. */
const READY_TIMEOUT_MS = 30_000;

/**
 * A child process that is started again when it dies. It has a session of its own, so that Ctrl-C reaches it only
 * through us, in order; and a channel to us, whose end tells it that we are gone.
 */
export class Service {
  #options;
  /** @type {ChildProcess | undefined} */
  #child;
  #stopping = false;
  #established = false;
  /** @type {number[]} */
  #deaths = [];
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {ServiceOptions} options */
  constructor(options) {
    this.#options = options;
  }

  start() {
    const { name, script, args = [], nodeFlags = [], env, onSpawn } = this.#options;
    this.#stopping = false;
    const child = fork(script, args, {
      detached: true,
      execArgv: nodeFlags,
      env: env(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.once('error', (error) =>
      this.#options.onLost(new Error(`The ${name} cannot be started: ${error.message}`)),
    );
    child.once('exit', (code, signal) => this.#ended(child, signal ?? `exit code ${code}`));
    if (child.pid) onSpawn(name, child.pid);
  }

  /** From now on a death is an accident that a restart may cure; before, it is a reason to give up. */
  establish() {
    this.#established = true;
  }

  /** @returns {Promise<boolean>} whether it said so within half a minute */
  async saysReady() {
    let ready = false;
    this.#child?.on('message', (message) => {
      if (typeof message === 'object' && message && 'ready' in message) ready = true;
    });
    await poll(() => ready || this.#hasEnded(), { timeoutMs: READY_TIMEOUT_MS, intervalMs: 20 });
    return ready;
  }

  /** Asks it to stop, and makes it stop when it takes too long. */
  async stop() {
    this.#stopping = true;
    clearTimeout(this.#timer);
    if (this.#hasEnded()) return;
    this.#child?.kill('SIGTERM');
    if (await poll(() => this.#hasEnded(), { timeoutMs: this.#options.stopTimeoutMs, intervalMs: 20 }))
      return;
    this.#child?.kill('SIGKILL');
    await poll(() => this.#hasEnded(), { timeoutMs: 1_000, intervalMs: 20 });
  }

  async restart() {
    await this.stop();
    this.start();
  }

  kill() {
    this.#stopping = true;
    clearTimeout(this.#timer);
    if (!this.#hasEnded()) this.#child?.kill('SIGKILL');
  }

  #hasEnded() {
    return !this.#child || this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /**
   * @param {ChildProcess} child
   * @param {string} reason
   */
  #ended(child, reason) {
    if (this.#stopping || child !== this.#child) return;
    const { name, onLost } = this.#options;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < DEATH_WINDOW_MS), now];
    const waitMs = RESTART_AFTER_MS[this.#deaths.length - 1];
    if (!this.#established) return onLost(new Error(`The ${name} ended before it was ready (${reason}).`));
    if (waitMs === undefined) return onLost(new Error(`The ${name} keeps ending (${reason}).`));
    console.error(`The ${name} ended (${reason}). It is started again in ${waitMs} ms.`);
    this.#timer = setTimeout(() => this.start(), waitMs);
  }
}

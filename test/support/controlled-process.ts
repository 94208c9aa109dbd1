import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { poll } from '../../scripts/lib/processes.mjs';

/** What a process may say before the oldest is forgotten: enough to explain a failure. */
const MAX_OUTPUT_CHARACTERS = 200_000;

/** Each process promises to stop within 10 s; what does not is a failure of the test. */
const STOP_TIMEOUT_MS = 10_000;
const READY_TIMEOUT_MS = 60_000;

export interface ProcessOptions {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Asked again and again until it is true. */
  readonly isReady: (child: ChildProcess) => boolean | Promise<boolean>;
}

/** One of our programs as a real process, which tests start, stop and kill. It ends with the test's process. */
export class ControlledProcess {
  #child: ChildProcess | undefined;
  #output = '';

  constructor(private readonly options: ProcessOptions) {}

  get pid(): number {
    if (!this.#child?.pid) throw new Error(`The ${this.options.name} is not running.`);
    return this.#child.pid;
  }

  /** Standard output and error of all its lives. */
  get output(): string {
    return this.#output;
  }

  /** @throws Error with its output, when it ends or does not become ready. */
  async start(): Promise<void> {
    const { name, script, args = [], env, isReady } = this.options;
    const child = fork(script, args, { env, execArgv: [], stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-MAX_OUTPUT_CHARACTERS);
      });
    }
    const settled = async () => hasEnded(child) || (await isReady(child));
    await poll(settled, { timeoutMs: READY_TIMEOUT_MS });
    if (hasEnded(child) || !(await isReady(child))) {
      await this.kill();
      throw new Error(`The ${name} did not become ready:\n${this.#output}`);
    }
  }

  /** Kill -9, and wait until it is gone. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /**
   * Asks it to stop, as an operator would.
   *
   * @returns its exit code
   * @throws Error when it takes longer than it may
   */
  async stop(): Promise<number | null> {
    const ended = await this.#end('SIGTERM');
    if (ended) return this.#child?.exitCode ?? null;
    await this.kill();
    throw new Error(`The ${this.options.name} did not stop in time:\n${this.#output}`);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async #end(signal: NodeJS.Signals): Promise<boolean> {
    const child = this.#child;
    if (!child || hasEnded(child)) return true;
    const timeout = AbortSignal.timeout(STOP_TIMEOUT_MS);
    const exit = once(child, 'exit', { signal: timeout }).then(
      () => true,
      () => false,
    );
    child.kill(signal);
    return exit;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { poll } from '../../scripts/lib/processes.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';

const BINARY = 'redis-server';
const START_TIMEOUT_MS = 10_000;

/**
 * Whether there is a Redis to start. Where there is none, tests of it are skipped, and say so; in CI that is a failure:
 * `.ci/run` installs one.
 */
export function hasRedis(): boolean {
  if (spawnSync(BINARY, ['--version']).status === 0) return true;
  if (process.env.CI === 'true') throw new Error(`There is no ${BINARY}, and CI tests shared limits.`);
  process.stderr.write(
    `There is no ${BINARY} here (apt-get install ${BINARY}): shared limits are not tested.\n`,
  );
  return false;
}

/** A Redis of the test's own, in memory, on a port that stays the same over its lives. */
export class RedisServer {
  #process: ChildProcess | undefined;

  private constructor(readonly port: number) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort());
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const options = { port: this.port, bind: '127.0.0.1', save: '', appendonly: 'no' };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.#process = spawn(BINARY, args, { stdio: 'ignore' });
    await poll(() => this.#answers(), { timeoutMs: START_TIMEOUT_MS });
  }

  /** At once, without a word to its clients. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Alive and silent, as a machine that swaps: connections stay open and nothing is answered. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  async close(): Promise<void> {
    this.#process?.kill('SIGCONT');
    await this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.end('PING\r\n'));
      socket.once('data', (data) => resolve(data.toString().startsWith('+PONG')));
      socket.once('error', () => resolve(false));
    });
  }
}

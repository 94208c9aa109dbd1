import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { inspectProcess, poll, signalProcess } from '../../scripts/lib/processes.mjs';

/** A second start has 10 s by promise; this is for a machine that runs other tests at the same time. */
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;

// Some of these start everything twice, and the first of them may have to build it.
jest.setTimeout(2 * READY_TIMEOUT_MS + STOP_TIMEOUT_MS);

let home: string;
let port: number;
let sandboxPort: number;
let launchers: ChildProcess[];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'kaikei-home-'));
  await chmod(home, 0o711); // root's database server is another user
  [port, sandboxPort] = [await freePort(), await freePort()];
  launchers = [];
});

afterEach(async () => {
  for (const launcher of launchers) launcher.kill('SIGTERM');
  await Promise.all(launchers.map(exitCode));
  await rm(home, { recursive: true, force: true });
});

describe('npm start', () => {
  it('stops everything within 10 s of SIGTERM, and finds its data again', async () => {
    const first = await startReady();
    const user = await register();
    expect(user.status).toBe(201);
    first.launcher.kill('SIGTERM');
    const [code]: unknown[] = await once(first.launcher, 'exit', {
      signal: AbortSignal.timeout(STOP_TIMEOUT_MS),
    });
    expect(code).toBe(0);
    expect(survivors(first.pids)).toEqual([]);

    await startReady();
    expect((await register()).status).toBe(409);
  });

  it('leaves no orphan when it is killed', async () => {
    const { launcher, pids } = await startReady();
    launcher.kill('SIGKILL');
    await poll(() => survivors(pids).length === 0, { timeoutMs: STOP_TIMEOUT_MS });
    expect(survivors(pids)).toEqual([]);
  });

  it('starts again at once after a kill -9 of everything', async () => {
    const { pids } = await startReady();
    await register();
    for (const pid of pids) signalProcess(pid, 'SIGKILL');
    await startReady();
    expect((await register()).status).toBe(409);
  });

  it('brings back what was killed', async () => {
    const { launcher, pids } = await startReady();
    for (const pid of pids) if (pid !== launcher.pid) signalProcess(pid, 'SIGKILL');
    await poll(() => answersOk('/health/ready').then((isReady) => !isReady), { timeoutMs: STOP_TIMEOUT_MS });
    expect(await poll(() => answersOk('/health/ready'), { timeoutMs: READY_TIMEOUT_MS })).toBe(true);
  });

  it('refuses a second start on the same data', async () => {
    await startReady();
    const second = start({ PORT: String(await freePort()), SANDBOX_PORT: String(await freePort()) });
    expect(await exitCode(second.launcher)).toBe(1);
    expect(second.output()).toContain(`already runs with ${home}`);
  });

  it('names every port that is taken, before anything starts', async () => {
    const holders = [port, sandboxPort].map((taken) => createServer().listen(taken, '127.0.0.1'));
    await Promise.all(holders.map((holder) => once(holder, 'listening')));
    const { launcher, output } = start();
    expect(await exitCode(launcher)).toBe(1);
    expect(output()).toMatch(new RegExp(`Port ${port} is taken.* set PORT `));
    expect(output()).toMatch(new RegExp(`Port ${sandboxPort} is taken.* set SANDBOX_PORT `));
    for (const holder of holders) holder.close();
  });
});

function start(env: NodeJS.ProcessEnv = {}): { launcher: ChildProcess; output: () => string } {
  const launcher = spawn(process.execPath, [fromRoot('scripts', 'start.mjs')], {
    // Nothing of this run's own environment: npm's traces would tie it to the npm that runs the tests.
    env: {
      PATH: process.env.PATH,
      KAIKEI_HOME: home,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  launchers.push(launcher);
  let text = '';
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  }
  return { launcher, output: () => text };
}

/** Answers all processes, the launcher's own included, down to the database server. */
async function startReady(): Promise<{ launcher: ChildProcess; pids: number[] }> {
  const { launcher, output } = start();
  const settled = () => hasEnded(launcher) || output().includes('Kaikei is ready');
  await poll(settled, { timeoutMs: READY_TIMEOUT_MS });
  if (hasEnded(launcher) || !output().includes('Kaikei is ready')) throw new Error(output());
  const { pid, children } = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as {
    pid: number;
    children: Record<string, number>;
  };
  const [server] = readFileSync(join(home, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n');
  return { launcher, pids: [pid, ...Object.values(children), Number(server)] };
}

function survivors(pids: readonly number[]): string[] {
  return pids.flatMap((pid) => {
    const info = inspectProcess(pid);
    return info && !info.zombie ? [`${pid} ${info.command}`] : [];
  });
}

function register(): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      email: 'aiko@example.com',
      password: 'a long and winding password',
      name: 'Aiko',
      terms_accepted: true,
      privacy_accepted: true,
    }),
  });
}

async function answersOk(path: string): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function exitCode(child: ChildProcess): Promise<number | null> {
  if (!hasEnded(child)) await once(child, 'exit', { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
  return child.exitCode;
}

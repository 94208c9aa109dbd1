import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { poll } from '../../scripts/lib/processes.mjs';
import { ControlledProcess } from './controlled-process.js';
import { createTestDatabase } from './database.js';

/** A worker's first heartbeat and a cold start on a busy machine. */
const READY_TIMEOUT_MS = 30_000;

export interface StackOptions {
  /** API processes on one database; Stripe's deliveries go to the first. Default 1. */
  readonly apis?: number;
  /** Worker processes. Default 1. */
  readonly workers?: number;
  /** More or other environment for API, worker and sandbox. */
  readonly env?: Readonly<Record<string, string>>;
  /** The same for the API processes alone, and for the workers alone. */
  readonly apiEnv?: Readonly<Record<string, string>>;
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** A fixed port of the sandbox, where somebody stands before it. */
  readonly sandboxPort?: number;
  /** A database elsewhere, for tests of durability: the shared test server trades that for speed. */
  readonly databaseUrl?: string;
}

/** Everything that `npm start` starts, as processes of its own, on free ports and an empty, seeded database. */
export interface Stack {
  readonly apiUrl: string;
  readonly apiUrls: readonly string[];
  readonly sandboxUrl: string;
  readonly databaseUrl: string;
  readonly webhookSecret: string;
  readonly operator: { readonly email: string; readonly password: string };
  readonly apis: readonly ControlledProcess[];
  /** The first of the workers. */
  readonly worker: ControlledProcess;
  readonly workers: readonly ControlledProcess[];
  readonly sandbox: ControlledProcess;
  /** What all processes have said in all their lives. */
  output(): string;
  /** Kill -9 of every process at the same moment. */
  killEverything(): Promise<void>;
  /** Starts all of them again, and waits until they are ready. */
  startEverything(): Promise<void>;
  /** Waits until every API says on `/health/ready` that worker, sandbox and database are there. */
  ready(): Promise<void>;
  /** Stops all of it and removes its database, whatever state it is in. */
  stop(): Promise<void>;
}

interface Settings {
  readonly workers: number;
  readonly apiPorts: readonly number[];
  readonly sandboxPort: number;
  readonly sandboxData: string;
  readonly webhookSecret: string;
  readonly operator: Stack['operator'];
  readonly databaseUrl: string;
  readonly extra: Readonly<Record<string, string>>;
  readonly apiEnv: Readonly<Record<string, string>>;
  readonly workerEnv: Readonly<Record<string, string>>;
}

/** @throws Error with the output of the process that did not become ready */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { apis = 1, workers = 1, env: extra = {}, apiEnv = {}, workerEnv = {} } = options;
  if (!existsSync(fromRoot('dist', 'main.js')))
    throw new Error('There is no build: run the tests through "npm test".');
  const database = options.databaseUrl ? undefined : await createTestDatabase();
  const settings: Settings = {
    workers,
    apiPorts: await Promise.all(Array.from({ length: apis }, freePort)),
    sandboxPort: options.sandboxPort ?? (await freePort()),
    sandboxData: await mkdtemp(join(tmpdir(), 'kaikei-sandbox-')),
    webhookSecret: `whsec_${randomBytes(24).toString('base64url')}`,
    operator: { email: 'operator@kaikei.example', password: 'a-long-operator-password' },
    databaseUrl: options.databaseUrl ?? database?.url ?? '',
    extra,
    apiEnv,
    workerEnv,
  };
  const processes = describeProcesses(settings);
  const ours = [...processes.apis, ...processes.workers];
  const startOurs = async () => {
    await Promise.all(ours.map((one) => one.start()));
  };
  const killEverything = async () => {
    await Promise.all([...ours, processes.sandbox].map((one) => one.kill()));
  };
  const stop = async () => {
    await killEverything();
    await rm(settings.sandboxData, { recursive: true, force: true });
    await database?.drop();
  };
  const apiUrls = settings.apiPorts.map((port) => `http://127.0.0.1:${port}`);
  const ready = () => allReady(apiUrls);
  try {
    await Promise.all([migrateAndSeed(settings), processes.sandbox.start()]);
    await startOurs();
    await ready();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    apiUrl: apiUrls[0] ?? '',
    apiUrls,
    sandboxUrl: `http://127.0.0.1:${settings.sandboxPort}`,
    databaseUrl: settings.databaseUrl,
    webhookSecret: settings.webhookSecret,
    operator: settings.operator,
    ...processes,
    ready,
    output: () => [...ours, processes.sandbox].map(({ output }) => output).join('\n'),
    killEverything,
    startEverything: async () => {
      await Promise.all([processes.sandbox.start(), startOurs()]);
      await ready();
    },
    stop,
  };
}

/** The environment of one API process; worker and commands get that of the first. */
function environment(settings: Settings, port = settings.apiPorts[0]): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    NODE_ENV: 'development',
    PORT: String(port),
    HOST: '127.0.0.1',
    DATABASE_URL: settings.databaseUrl,
    STRIPE_SECRET_KEY: 'sk_test_sandbox',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    STRIPE_API_BASE: `http://127.0.0.1:${settings.sandboxPort}`,
    STRIPE_WEBHOOK_SECRET: settings.webhookSecret,
    JWT_SECRET: 'a secret that only the tests use, 32 bytes or more',
    OPERATOR_EMAIL: settings.operator.email,
    OPERATOR_PASSWORD: settings.operator.password,
    READY_REQUIRES: 'worker,sandbox',
    RATE_LIMIT_PER_MINUTE: '100000',
    // Tests lose events on purpose, and would find them again: those about the sweep set it otherwise.
    EVENT_SWEEP_SECONDS: '86400',
    ...settings.extra,
  };
}

function describeProcesses(settings: Settings): Pick<Stack, 'apis' | 'worker' | 'workers' | 'sandbox'> {
  const apis = settings.apiPorts.map(
    (port) =>
      new ControlledProcess({
        name: 'API',
        script: fromRoot('dist', 'main.js'),
        env: { ...environment(settings, port), ...settings.apiEnv },
        isReady: () => answersOk(`http://127.0.0.1:${port}/health/live`), // alone: others may be down on purpose
      }),
  );
  const newWorker = (): ControlledProcess =>
    new ControlledProcess({
      name: 'worker',
      script: fromRoot('dist', 'worker.js'),
      env: { ...environment(settings), ...settings.workerEnv },
      isReady: () => true, // its heartbeat shows in the API's readiness
    });
  const worker = newWorker();
  const workers = [worker, ...Array.from({ length: settings.workers - 1 }, newWorker)];
  const { sandboxPort, sandboxData, apiPorts, webhookSecret } = settings;
  const sandbox = new ControlledProcess({
    name: 'sandbox',
    script: fromRoot('sandbox', 'bin', 'kaikei-sandbox.js'),
    args: [
      ...['--port', String(sandboxPort), '--data', sandboxData],
      ...['--webhook-url', `http://127.0.0.1:${apiPorts[0]}/webhooks/stripe`],
    ],
    env: { ...environment(settings), SANDBOX_WEBHOOK_SECRET: webhookSecret },
    isReady: () => answersOk(`http://127.0.0.1:${sandboxPort}/_sandbox/health`),
  });
  return { apis, worker, workers, sandbox };
}

async function allReady(urls: readonly string[]): Promise<void> {
  const ask = async () =>
    (await Promise.all(urls.map((url) => answersOk(`${url}/health/ready`)))).every(Boolean);
  if (!(await poll(ask, { timeoutMs: READY_TIMEOUT_MS }))) throw new Error(`Not ready: ${urls.join(', ')}`);
}

async function migrateAndSeed(settings: Settings): Promise<void> {
  const command = [fromRoot('dist', 'cli.js'), 'migrate', '--seed'];
  await promisify(execFile)(process.execPath, command, { env: environment(settings) });
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false; // not listening yet
  }
}

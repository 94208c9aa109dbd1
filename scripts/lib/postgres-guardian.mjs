/**
 * The process that owns PostgreSQL. It stops the server when its parent goes, however the parent went, and starts it
 * again when it dies. It has a session of its own, so that Ctrl-C does not reach the server before those who use it.
 *
 * Arguments: one JSON object, `GuardianOptions` of postgres.mjs. Messages to the parent: `GuardianMessage`.
 */
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, portProblem } from './ports.mjs';
import { connectionUrl, keepCredentials, prepareCluster } from './postgres-cluster.mjs';
import { clearOrphan } from './postgres-orphan.mjs';
import { startServer, stopServer } from './postgres-server.mjs';

/** @typedef {import('./postgres.mjs').GuardianOptions} GuardianOptions */
/** @typedef {import('./postgres.mjs').GuardianMessage} GuardianMessage */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Ordered stop: its users are gone by now. Within the 10 s that Ctrl-C may take, and the API comes before it. */
const FAST = /** @type {const} */ ([
  { signal: 'SIGINT', waitMs: 3_000 },
  { signal: 'SIGQUIT', waitMs: 1_000 },
  { signal: 'SIGKILL', waitMs: 1_000 },
]);

/** The parent was killed: its other children are ending too, and may finish what they are doing ("smart" stop). */
const LENIENT = /** @type {const} */ ([{ signal: 'SIGTERM', waitMs: 6_000 }, ...FAST]);

/** A server that dies this often within a minute has a reason that another start will not cure. */
const MAX_DEATHS_PER_MINUTE = 15;
const RESTART_AFTER_MS = 100;

/** @type {GuardianOptions} */
const options = JSON.parse(process.argv[2] ?? '{}');
/** @type {ChildProcess | undefined} */
let server;
/** @type {string | undefined} */
let folder;
let stopping = false;
/** @type {number[]} */
let deaths = [];

/** @param {GuardianMessage} message */
const tell = (message) => {
  if (process.connected) process.send?.(message, () => undefined); // a parent that has gone needs no answer
};

/** @param {readonly { signal: NodeJS.Signals, waitMs: number }[]} steps */
async function stop(steps) {
  if (stopping) return;
  stopping = true;
  if (server) await stopServer(server, steps);
  if (options.temporary) {
    for (const path of [folder, options.home]) if (path) rmSync(path, { recursive: true, force: true });
  }
  process.exit(0);
}

/** @param {unknown} error */
function fail(error) {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
  void stop(FAST);
}

async function run() {
  const cluster = await prepareCluster(options.home, options);
  folder = cluster.folder;
  await clearOrphan(cluster.dataDir);
  if (await portProblem(cluster.credentials.port)) {
    cluster.credentials.port = await freePort();
    keepCredentials(options.home, cluster.credentials);
  }
  if (stopping) return;
  const { durable } = options;
  const started = await startServer(cluster, { durable, onSpawn: (child) => (server = child) });
  started.once('exit', () => void restart());
  if (stopping) return;
  tell({
    type: 'ready',
    url: connectionUrl(cluster.credentials),
    pid: started.pid ?? 0,
    folder,
    logFile: cluster.logFile,
  });
}

async function restart() {
  if (stopping) return;
  const now = Date.now();
  deaths = [...deaths.filter((at) => now - at < 60_000), now];
  if (deaths.length > MAX_DEATHS_PER_MINUTE)
    return fail(new Error('PostgreSQL keeps dying. Its log may tell why.'));
  tell({ type: 'restarting' });
  await delay(RESTART_AFTER_MS);
  if (!stopping) await run().catch(fail);
}

process.on('message', () => void stop(FAST));
process.on('disconnect', () => void stop(LENIENT));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop(FAST));
// A parent that went while this module was loading is not reported by an event any more.
if (process.connected) run().catch(fail);
else void stop(FAST);

import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DATABASE, closeLog, connectionUrl, openLog, tailOfLog } from './postgres-cluster.mjs';
import { clearOrphan, readPidFile } from './postgres-orphan.mjs';
import { poll } from './processes.mjs';

/** @typedef {import('./postgres-cluster.mjs').Cluster} Cluster */
/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** Recovery after a crash replays at most `max_wal_size` (1 GB) of log; a slow disk reads that in less than this. */
const READY_TIMEOUT_MS = 60_000;

/** After a kill -9 the old backends need a moment to notice, in containers up to 2 s: 20 tries of 250 ms are ample. */
const START_ATTEMPTS = 20;
const RETRY_AFTER_MS = 250;

/** What the log says while parts of the killed server are still there. */
const STILL_THERE = /still in use|already exists|is another postmaster/i;

/** @param {Cluster} cluster */
const baseArguments = ({ dataDir, credentials }) => [
  ...['-D', dataDir, '-p', String(credentials.port)],
  ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
  ...['-c', 'timezone=UTC', '-c', 'log_timezone=UTC'],
];

/** For tests: many small pools, and nothing that has to survive a power cut. */
const VOLATILE = ['fsync', 'synchronous_commit', 'full_page_writes']
  .flatMap((name) => ['-c', `${name}=off`])
  .concat('-c', 'max_connections=300', '-c', 'max_wal_size=4GB');

/**
 * Starts the server of a cluster and waits until it takes connections.
 *
 * @param {Cluster} cluster
 * @param {{ durable: boolean, onSpawn: (server: ChildProcess) => void }} options `onSpawn` hears of each attempt at once,
 *   so that the caller can stop even a server that is not ready yet
 * @returns {Promise<ChildProcess>}
 */
export async function startServer(cluster, { durable, onSpawn }) {
  for (let attempt = 1; ; attempt += 1) {
    await clearOrphan(cluster.dataDir);
    const server = spawnServer(cluster, durable ? [] : VOLATILE);
    onSpawn(server);
    if (await becomesReady(server, cluster.dataDir)) {
      await ensureDatabase(cluster);
      return server;
    }
    const log = tailOfLog(cluster.logFile);
    if (attempt >= START_ATTEMPTS || !STILL_THERE.test(log)) {
      server.kill('SIGQUIT');
      throw new Error(`PostgreSQL does not start. The end of its log:\n${log}`);
    }
    await delay(RETRY_AFTER_MS);
  }
}

/**
 * @param {Cluster} cluster
 * @param {string[]} settings
 */
function spawnServer(cluster, settings) {
  const log = openLog(cluster.logFile);
  try {
    return spawn(cluster.postgres, [...baseArguments(cluster), ...settings], {
      ...cluster.account,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    });
  } finally {
    closeLog(log);
  }
}

/**
 * @param {ChildProcess} server
 * @param {string} dataDir
 * @returns {Promise<boolean>} false when it ended, or took too long
 */
async function becomesReady(server, dataDir) {
  let ended = false;
  server.once('exit', () => (ended = true));
  server.once('error', () => (ended = true));
  const isReady = () => {
    const file = readPidFile(dataDir);
    return file?.ready && file.pid === server.pid;
  };
  await poll(() => ended || isReady(), { timeoutMs: READY_TIMEOUT_MS, intervalMs: 20 });
  return !ended && isReady() === true;
}

/** @param {Cluster} cluster */
async function ensureDatabase({ credentials }) {
  const client = new pg.Client({ connectionString: connectionUrl(credentials, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/**
 * @param {ChildProcess} server
 * @param {readonly { signal: NodeJS.Signals, waitMs: number }[]} steps each signal and how long it may take
 */
export async function stopServer(server, steps) {
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  for (const { signal, waitMs } of steps) {
    if (hasEnded()) return;
    server.kill(signal);
    await poll(hasEnded, { timeoutMs: waitMs, intervalMs: 20 });
  }
}

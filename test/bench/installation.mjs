import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { buildStale } from '../../scripts/lib/build.mjs';
import { fromRoot } from '../../scripts/lib/paths.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { startTemporaryPostgres } from '../../scripts/lib/postgres.mjs';
import { runCli } from '../../scripts/lib/run-cli.mjs';
import { answers, startServer } from './server-process.mjs';

/** @typedef {import('./server-process.mjs').ServerProcess} ServerProcess */
/** @typedef {ServerProcess & { port: number }} ListeningProcess */

/** The API's default, given to the floor as well. */
export const POOL_SIZE = 10;

/**
 * A production installation for one run: a database that really syncs, the sandbox with its files, and the built
 * programs as processes of their own.
 */
export class Installation {
  #postgres;
  #folder;
  /** @type {ServerProcess[]} */
  #running = [];

  /**
   * @param {import('../../scripts/lib/postgres.mjs').EmbeddedPostgres} postgres
   * @param {string} folder
   * @param {number} sandboxPort
   */
  constructor(postgres, folder, sandboxPort) {
    this.#postgres = postgres;
    this.#folder = folder;
    this.sandboxPort = sandboxPort;
    this.databaseUrl = postgres.url;
    this.webhookSecret = `whsec_${randomBytes(24).toString('hex')}`;
    this.stripeKey = 'sk_test_bench';
    this.env = {
      ...process.env,
      NODE_ENV: 'production',
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      DATABASE_URL: postgres.url,
      DATABASE_POOL_SIZE: String(POOL_SIZE),
      STRIPE_SECRET_KEY: this.stripeKey,
      STRIPE_PUBLISHABLE_KEY: 'pk_test_bench',
      STRIPE_API_BASE: `http://127.0.0.1:${sandboxPort}`,
      STRIPE_WEBHOOK_SECRET: this.webhookSecret,
      JWT_SECRET: randomBytes(32).toString('hex'),
      FRONTEND_URL: 'http://127.0.0.1',
      RATE_LIMIT_PER_MINUTE: '1000000', // all requests come from one address
    };
  }

  /** Builds what is out of date, migrates and seeds. */
  static async setUp() {
    await Promise.all(Object.values(buildStale({ log: console.error, names: ['api', 'sandbox'] })));
    const postgres = await startTemporaryPostgres({ durable: true });
    const folder = mkdtempSync(join(tmpdir(), 'kaikei-bench-'));
    const installation = new Installation(postgres, folder, await freePort());
    try {
      await runCli(['migrate', '--seed'], installation.env);
      await installation.#startSandbox();
      return installation;
    } catch (error) {
      await installation.tearDown();
      throw error;
    }
  }

  /**
   * @param {NodeJS.ProcessEnv} [changes]
   * @param {number} [port] left out: a free one
   * @returns {Promise<ListeningProcess>} `dist/main.js`
   */
  async startApi(changes = {}, port) {
    port ??= await freePort();
    const isReady = answers(`http://127.0.0.1:${port}/health/live`);
    return {
      port,
      ...(await this.#start(fromRoot('dist', 'main.js'), { PORT: String(port), ...changes }, isReady)),
    };
  }

  /**
   * @param {NodeJS.ProcessEnv} [changes]
   * @returns {Promise<ServerProcess>} `dist/worker.js`
   */
  startWorker(changes = {}) {
    return this.#start(fromRoot('dist', 'worker.js'), changes, async () => true);
  }

  /**
   * `kaikei webhook register` for an API on `port`.
   *
   * @param {number} port
   * @returns {Promise<{ endpointId: string, types: string[], secret: string }>} what the sandbox will deliver there, and how it signs
   */
  async registerWebhook(port) {
    const url = `http://127.0.0.1:${port}/webhooks/stripe`;
    const output = await runCli(['--json', 'webhook', 'register', '--url', url], this.env);
    const { endpoint, secret } = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    return { endpointId: endpoint.id, types: endpoint.types, secret };
  }

  /** @returns {Promise<ListeningProcess>} the floor of the webhook benchmark */
  async startBareFastify() {
    const port = await freePort();
    const isReady = answers(`http://127.0.0.1:${port}/`);
    return {
      port,
      ...(await this.#start(fromRoot('test', 'bench', 'bare-fastify.mjs'), { PORT: String(port) }, isReady)),
    };
  }

  /** The unmodified SDK, against the sandbox. */
  stripeClient() {
    const address = /** @type {const} */ ({ host: '127.0.0.1', port: this.sandboxPort, protocol: 'http' });
    return new Stripe(this.stripeKey, { ...address, telemetry: false });
  }

  async #startSandbox() {
    const args = ['--port', String(this.sandboxPort), '--data', join(this.#folder, 'sandbox')];
    const isReady = answers(`http://127.0.0.1:${this.sandboxPort}/_sandbox/health`);
    await this.#start(fromRoot('sandbox', 'bin', 'kaikei-sandbox.js'), {}, isReady, args);
  }

  /**
   * @param {string} script
   * @param {NodeJS.ProcessEnv} changes
   * @param {() => Promise<boolean>} isReady
   * @param {string[]} [args]
   */
  async #start(script, changes, isReady, args = []) {
    const logFile = join(this.#folder, 'log');
    const server = await startServer(script, { env: { ...this.env, ...changes }, args, logFile, isReady });
    this.#running.push(server);
    return server;
  }

  async tearDown() {
    await Promise.all(this.#running.map((server) => server.stop()));
    await this.#postgres.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

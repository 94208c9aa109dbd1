import { setTimeout as delay } from 'node:timers/promises';
import { buildStale, abortBuilds } from './build.mjs';
import { localUrl } from './environment.mjs';
import { writeRun } from './home.mjs';
import { fromRoot } from './paths.mjs';
import { startPostgres } from './postgres.mjs';
import { runCli } from './run-cli.mjs';
import { sandboxService } from './sandbox-service.mjs';
import { Service } from './service.mjs';

/** @typedef {import('./environment.mjs').Plan} Plan */
/** @typedef {import('./postgres.mjs').EmbeddedPostgres} EmbeddedPostgres */

/** Everything has to be over within 10 s of Ctrl-C. API and worker finish what they are doing first. */
const STOP_TIMEOUT_MS = 9_500;
const WORK_TIMEOUT_MS = 4_500;

/** A process that boots takes seconds; a first migration on a slow disk may take some more. */
const READY_TIMEOUT_MS = 60_000;
const READY_INTERVAL_MS = 100;

/** Bounds the resident memory of each process to well below 300 MB; the live heap is about 50 MB. */
const MEMORY_FLAGS = ['--max-old-space-size=256', '--max-semi-space-size=16'];

/** Starts the processes of one installation, keeps them running, and stops them in order. */
export class Launcher {
  #plan;
  #home;
  /** @type {Record<string, number>} */
  #children = {};
  /** @type {Promise<EmbeddedPostgres> | undefined} */
  #postgres;
  /** @type {string | undefined} */
  #databaseUrl;
  /** @type {PromiseWithResolvers<Error>} */
  #lost = Promise.withResolvers();
  #stopping = false;
  /** @type {Service} */
  #sandbox;
  /** @type {Service} */
  #api;
  /** @type {Service} */
  #worker;

  /**
   * @param {Plan} plan
   * @param {string} home
   */
  constructor(plan, home) {
    this.#plan = plan;
    this.#home = home;
    this.#databaseUrl = plan.env['DATABASE_URL'];
    this.#api = this.#service('API', fromRoot('dist', 'main.js'), WORK_TIMEOUT_MS);
    this.#worker = this.#service('worker', fromRoot('dist', 'worker.js'), WORK_TIMEOUT_MS);
    this.#sandbox = sandboxService(plan, home, this.#hooks());
  }

  /** Settles only when something is lost for good. */
  get lost() {
    return this.#lost.promise;
  }

  /** Where the embedded database has its files, if there is one. */
  get databaseFolder() {
    return this.#postgres?.then(({ folder }) => folder);
  }

  /**
   * What does not need each other starts at the same time: a first start is mostly waiting for compilers.
   *
   * @returns {Promise<boolean>} true once `/health/ready` says so, false when it was stopped before
   */
  async start() {
    const builds = buildStale({ log: console.log, names: ['api', 'sandbox', 'web'] });
    if (this.#plan.withPostgres) this.#postgres = this.#embedPostgres();
    this.#postgres?.catch(() => undefined); // awaited below; a failure of the build is told first
    const sandbox = builds.sandbox.then(() => this.#startSandbox());
    sandbox.catch(() => undefined);
    await builds.api;
    await this.#postgres;
    await this.#migrate();
    await Promise.all([builds.web, sandbox]);
    if (this.#stopping) return false;
    this.#worker.start();
    this.#api.start();
    await this.#becomesReady();
    for (const service of [this.#api, this.#worker, this.#sandbox]) service.establish();
    return !this.#stopping;
  }

  /** Takes over what was built anew. */
  async restartApi() {
    await this.#migrate();
    if (!this.#stopping) await Promise.all([this.#api.restart(), this.#worker.restart()]);
  }

  async restartSandbox() {
    if (this.#plan.withSandbox && !this.#stopping) await this.#sandbox.restart();
  }

  /** Those who use something stop before it does. Nothing of it takes longer than the whole may. */
  async stop() {
    this.#stopping = true;
    abortBuilds();
    const inOrder = async () => {
      await Promise.all([this.#api.stop(), this.#worker.stop()]);
      await this.#sandbox.stop();
      await (await this.#postgres?.catch(() => undefined))?.stop();
    };
    await Promise.race([inOrder(), delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  }

  /** Without any manners. PostgreSQL's guardian sees us go, and its data is safe from that. */
  kill() {
    for (const service of [this.#api, this.#worker, this.#sandbox]) service.kill();
  }

  /**
   * @param {string} name
   * @param {string} script
   * @param {number} stopTimeoutMs
   */
  #service(name, script, stopTimeoutMs) {
    return new Service({
      name,
      script,
      stopTimeoutMs,
      nodeFlags: MEMORY_FLAGS,
      env: () => this.#env(),
      ...this.#hooks(),
    });
  }

  #hooks() {
    return {
      /** @param {string} name @param {number} pid */
      onSpawn: (name, pid) => {
        this.#children[name] = pid;
        const { port, sandboxPort } = this.#plan;
        writeRun(this.#home, {
          pid: process.pid,
          kind: 'start',
          port,
          sandboxPort,
          children: this.#children,
        });
      },
      /** @param {Error} error */
      onLost: (error) => this.#lost.resolve(error),
    };
  }

  #env() {
    return { ...this.#plan.env, DATABASE_URL: this.#databaseUrl };
  }

  async #embedPostgres() {
    const { onSpawn } = this.#hooks();
    const postgres = await startPostgres({ home: this.#home, durable: true, temporary: false }, (pid) =>
      onSpawn('PostgreSQL guardian', pid),
    );
    this.#databaseUrl = postgres.url;
    void postgres.failed.then((error) => this.#stopping || this.#lost.resolve(error));
    return postgres;
  }

  async #startSandbox() {
    if (!this.#plan.withSandbox || this.#stopping) return;
    this.#sandbox.start();
    if (!(await this.#sandbox.saysReady())) throw new Error('The sandbox did not become ready.');
  }

  async #migrate() {
    if (this.#stopping) return;
    await runCli(this.#plan.production ? ['migrate'] : ['migrate', '--seed'], this.#env());
  }

  async #becomesReady() {
    const url = `${localUrl(this.#plan)}/health/ready`;
    const deadline = performance.now() + READY_TIMEOUT_MS;
    let last = 'no answer';
    while (!this.#stopping) {
      if (performance.now() > deadline)
        throw new Error(`${url} did not become ready within a minute: ${last}`);
      const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      if (answer?.ok) return;
      if (answer) last = `${answer.status} ${await answer.text()}`;
      await delay(READY_INTERVAL_MS);
    }
  }
}

import pg from 'pg';
import { poll } from '../../scripts/lib/processes.mjs';
import { exhaust } from './load.mjs';
import { summarize } from './statistics.mjs';
import { signedDelivery } from './stripe-events.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./statistics.mjs').Summary} Summary */

const SMALL = 100_000;
const LARGE = 1_000_000;
/** A round takes a second or more; all rounds together add little to the smaller inbox. */
const EVENTS = 2_000;
const CONNECTIONS = 10;
const PAIRS = 5;
const LOOK_INTERVAL_MS = 10;
const ROUND_TIMEOUT_MS = 120_000;

/** Events of a year that are done, three of an object, as the worker leaves them. */
const FILL = `
  INSERT INTO stripe_events (organization_id, id, type, object_id, livemode, api_version, stripe_created_at, payload,
    status, attempts, received_at, next_attempt_at, processed_at)
  SELECT '00000000-0000-7000-8000-000000000001', 'evt_' || md5(n::text), 'payment_intent.succeeded',
    'pi_' || md5((n / 3)::text), false, '2026-10-28.endive', at, json_build_object('filler', repeat(md5(n::text), 10)),
    'processed', 1, at, at, at
  FROM (SELECT n, now() - interval '1 year' * (1 - n::float8 / $1::integer) AS at
    FROM generate_series(1, $1::integer) AS n) AS series`;

/**
 * What acknowledging an event, and claiming and settling it, costs beside 10^6 events that are done, against 10^5. Two
 * databases of one server with an API and a worker each, which take turns. The events are nobody's: next to nothing is
 * done about them, so that the inbox's own work is what is seen.
 *
 * @param {Installation} installation
 * @returns {Promise<{ name: string, small: Summary, large: Summary, ratio: Summary }[]>} events a second; ratio of the
 *   costs within each pair
 */
export async function measureGrowth(installation) {
  const small = await Inbox.filled(installation, SMALL);
  const large = await Inbox.filled(installation, LARGE);
  try {
    for (const inbox of [small, large]) await inbox.round();
    const pairs = [];
    for (let index = 0; index < PAIRS; index += 1) {
      // Who goes first changes, so that neither always has the warmer machine.
      if (index % 2 === 0) pairs.push({ small: await small.round(), large: await large.round() });
      else pairs.push({ large: await large.round(), small: await small.round() });
    }
    return [
      { name: 'Acknowledging', ...compare(pairs, 'stored') },
      { name: 'Claiming and settling', ...compare(pairs, 'drained') },
    ];
  } finally {
    await Promise.all([small.close(), large.close()]);
  }
}

/** @typedef {{ stored: number, drained: number }} Rates events a second */

/**
 * @param {readonly { small: Rates, large: Rates }[]} pairs
 * @param {keyof Rates} what
 */
const compare = (pairs, what) => ({
  small: summarize(pairs.map(({ small }) => small[what])),
  large: summarize(pairs.map(({ large }) => large[what])),
  ratio: summarize(pairs.map(({ small, large }) => small[what] / large[what])),
});

/** A copy of the installation's database with so many events that are done, and the processes on it. */
class Inbox {
  #database;
  #api;
  #worker;
  #secret;

  /**
   * @param {pg.Client} database
   * @param {import('./installation.mjs').ListeningProcess} api
   * @param {import('./server-process.mjs').ServerProcess} worker
   * @param {string} secret
   */
  constructor(database, api, worker, secret) {
    this.#database = database;
    this.#api = api;
    this.#worker = worker;
    this.#secret = secret;
  }

  /**
   * @param {Installation} installation
   * @param {number} events
   */
  static async filled(installation, events) {
    const url = new URL(installation.databaseUrl);
    const template = url.pathname.slice(1);
    url.pathname = '/postgres';
    const admin = new pg.Client({ connectionString: url.href });
    await admin.connect();
    await admin.query(`CREATE DATABASE filled_${events} TEMPLATE "${template}"`);
    await admin.end();
    url.pathname = `/filled_${events}`;
    const database = new pg.Client({ connectionString: url.href });
    await database.connect();
    await database.query(FILL, [events]);
    await database.query('VACUUM ANALYZE stripe_events');
    const changes = { DATABASE_URL: url.href };
    const api = await installation.startApi(changes);
    const worker = await installation.startWorker(changes);
    return new Inbox(database, api, worker, installation.webhookSecret);
  }

  /** @returns {Promise<Rates>} with the worker halted while events are stored */
  async round() {
    const deliveries = Array.from({ length: EVENTS }, () => signedDelivery(this.#secret));
    process.kill(this.#worker.pid, 'SIGSTOP');
    await this.#database.query('CHECKPOINT');
    const stored = await exhaust(this.#api.port, deliveries, CONNECTIONS);
    process.kill(this.#worker.pid, 'SIGCONT');
    const startedAt = performance.now();
    const isDrained = await poll(async () => (await this.#pending()) === 0, {
      timeoutMs: ROUND_TIMEOUT_MS,
      intervalMs: LOOK_INTERVAL_MS,
    });
    if (!isDrained) throw new Error('The worker did not drain the inbox.');
    return { stored, drained: EVENTS / ((performance.now() - startedAt) / 1_000) };
  }

  async #pending() {
    const { rows } = await this.#database.query(
      `SELECT count(*)::integer AS pending FROM stripe_events WHERE status = 'pending'`,
    );
    return rows[0].pending;
  }

  async close() {
    await Promise.all([this.#api.stop(), this.#worker.stop(), this.#database.end()]);
  }
}

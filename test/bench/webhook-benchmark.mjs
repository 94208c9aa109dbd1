import pg from 'pg';
import { exhaust } from './load.mjs';
import { summarize } from './statistics.mjs';
import { signedDelivery } from './stripe-events.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./statistics.mjs').Summary} Summary */

/**
 * A burst that keeps both servers busy, and a handful of deliveries at a time, where waiting for the disk counts most.
 * Rounds take a second or more, so that a pause of the collector or the disk does not decide them.
 */
const LEVELS = [
  { connections: 64, events: 8_000 },
  { connections: 10, events: 4_000 },
];
/** Compilers and pools are warm after this. */
const WARM_UP = { connections: 64, events: 6_000 };
const PAIRS = 5;

/**
 * Acknowledged events a second of the real route, against the floor. The two take turns, each round begins with an empty
 * inbox and a checkpoint, and every acknowledged event is counted in the table afterwards.
 *
 * @param {Installation} installation
 * @returns {Promise<{ connections: number, ours: Summary, floor: Summary, ratio: Summary }[]>} events a second; ratio
 *   within each pair
 */
export async function measureWebhooks(installation) {
  const database = new pg.Client({ connectionString: installation.databaseUrl });
  await database.connect();
  const api = await installation.startApi();
  const bare = await installation.startBareFastify();
  /** @param {{ port: number }} server @param {{ connections: number, events: number }} level */
  const round = async ({ port }, { connections, events }) => {
    await database.query('TRUNCATE stripe_events');
    await database.query('CHECKPOINT');
    const deliveries = Array.from({ length: events }, () => signedDelivery(installation.webhookSecret));
    const perSecond = await exhaust(port, deliveries, connections);
    const { rows } = await database.query('SELECT count(*)::integer AS stored FROM stripe_events');
    if (rows[0].stored !== events) throw new Error(`${rows[0].stored} of ${events} events were stored.`);
    return perSecond;
  };
  try {
    for (const server of [api, bare]) await round(server, WARM_UP);
    const results = [];
    for (const level of LEVELS) {
      const pairs = [];
      for (let index = 0; index < PAIRS; index += 1) {
        // Who goes first changes, so that neither always has the warmer machine.
        const first = await round(index % 2 === 0 ? api : bare, level);
        const second = await round(index % 2 === 0 ? bare : api, level);
        pairs.push(index % 2 === 0 ? { ours: first, floor: second } : { ours: second, floor: first });
      }
      results.push({
        connections: level.connections,
        ours: summarize(pairs.map(({ ours }) => ours)),
        floor: summarize(pairs.map(({ floor }) => floor)),
        ratio: summarize(pairs.map(({ ours, floor }) => ours / floor)),
      });
    }
    return results;
  } finally {
    await Promise.all([api.stop(), bare.stop(), database.end()]);
  }
}

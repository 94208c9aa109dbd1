import pg from 'pg';
import { exhaust } from './load.mjs';
import { summarize } from './statistics.mjs';
import { signedDelivery } from './stripe-events.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./statistics.mjs').Summary} Summary */

/** Enough for several seconds a round, so that a pause of the collector or the disk does not decide it. */
const EVENTS_PER_ROUND = 12_000;
/** Compilers and pools are warm after this. */
const WARM_UP_EVENTS = 6_000;
const PAIRS = 5;
/** As many deliveries at once as keep both servers busy. */
const CONNECTIONS = 64;

/**
 * Acknowledged events a second of the real route, against the floor. The two take turns, each round begins with an empty
 * inbox and a checkpoint, and every acknowledged event is counted in the table afterwards.
 *
 * @param {Installation} installation
 * @returns {Promise<{ ours: Summary, floor: Summary, ratio: Summary }>} events a second; ratio within each pair
 */
export async function measureWebhooks(installation) {
  const database = new pg.Client({ connectionString: installation.databaseUrl });
  await database.connect();
  const api = await installation.startApi();
  const bare = await installation.startBareFastify();
  /** @param {{ port: number }} server @param {number} [events] */
  const round = async ({ port }, events = EVENTS_PER_ROUND) => {
    await database.query('TRUNCATE stripe_events');
    await database.query('CHECKPOINT');
    const deliveries = Array.from({ length: events }, () => signedDelivery(installation.webhookSecret));
    const perSecond = await exhaust(port, deliveries, CONNECTIONS);
    const { rows } = await database.query('SELECT count(*)::integer AS stored FROM stripe_events');
    if (rows[0].stored !== events) throw new Error(`${rows[0].stored} of ${events} events were stored.`);
    return perSecond;
  };
  try {
    for (const server of [api, bare]) await round(server, WARM_UP_EVENTS);
    const pairs = [];
    for (let index = 0; index < PAIRS; index += 1) {
      // Who goes first changes, so that neither always has the warmer machine.
      const first = await round(index % 2 === 0 ? api : bare);
      const second = await round(index % 2 === 0 ? bare : api);
      pairs.push(index % 2 === 0 ? { ours: first, floor: second } : { ours: second, floor: first });
    }
    return {
      ours: summarize(pairs.map(({ ours }) => ours)),
      floor: summarize(pairs.map(({ floor }) => floor)),
      ratio: summarize(pairs.map(({ ours, floor }) => ours / floor)),
    };
  } finally {
    await Promise.all([api.stop(), bare.stop(), database.end()]);
  }
}

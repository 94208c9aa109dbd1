import pg from 'pg';
import { freePort } from '../../scripts/lib/ports.mjs';
import { poll } from '../../scripts/lib/processes.mjs';
import { PAYERS } from './payers.mjs';
import { countReads } from './read-counter.mjs';
import { Shopper } from './shopper.mjs';

/** @typedef {import('stripe').Stripe} Stripe */
/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./payers.mjs').Payer} Payer */
/** @typedef {import('./payers.mjs').Shop} Shop */

/**
 * Of a hundred orders.
 *
 * @type {readonly (readonly [Payer, number])[]}
 */
export const MIX = [
  [PAYERS.card, 85],
  [PAYERS.declinedFirst, 5],
  [PAYERS.challenged, 5],
  [PAYERS.refunded, 3],
  [PAYERS.disputed, 1],
  [PAYERS.checkout, 1],
];
/** Two hundred orders: five hundred events, of which the rare ones are several. */
const ROUNDS = 2;
const SHOPPERS = 8;
/** Deliveries come in any order, up to so much later: beside each other, but still of about the same second. */
const SHUFFLE_MS = 1_000;
const LOOK_INTERVAL_MS = 100;
const SETTLED_WITHIN_MS = 120_000;

/**
 * How often the worker reads at Stripe, for whatever reason, while the mix is bought and paid: with the sandbox's own
 * events, as they come, of the types that `webhook register` asks for.
 *
 * @param {Installation} installation
 * @returns {Promise<{ orders: number, events: number, reads: ReadonlyMap<string, number> }>} reads by route
 */
export async function measureReads(installation) {
  const sandboxUrl = `http://127.0.0.1:${installation.sandboxPort}`;
  const counter = await countReads(installation.sandboxPort, await freePort());
  const database = new pg.Pool({ connectionString: installation.databaseUrl, max: 1 });
  await database.query('TRUNCATE stripe_events');
  const port = await freePort();
  const apiUrl = `http://127.0.0.1:${port}`;
  const stripe = installation.stripeClient();
  const { endpointId, types, secret } = await installation.registerWebhook(port);
  const api = await installation.startApi({ STRIPE_WEBHOOK_SECRET: secret }, port);
  const worker = await installation.startWorker({ STRIPE_API_BASE: counter.url });
  try {
    await setShuffle(sandboxUrl, SHUFFLE_MS);
    const { headers: operatorHeaders } = await Shopper.register(port);
    await database.query(`UPDATE users SET role = 'operator'`);
    const reaches = orderWatch(database);
    const orders = await buyMix({ stripe, sandboxUrl, apiUrl, operatorHeaders, reaches }, port);
    for (const { orderId, payer } of orders) await reaches(orderId, payer.ends);
    const events = await allSettled(database, stripe, types);
    return { orders: orders.length, events, reads: counter.reads() };
  } finally {
    await setShuffle(sandboxUrl, 0);
    await stripe.webhookEndpoints.del(endpointId);
    await Promise.all([api.stop(), worker.stop(), database.end()]);
    counter.close();
  }
}

/**
 * @param {Shop} shop
 * @param {number} port
 * @returns {Promise<{ orderId: string, payer: Payer }[]>}
 */
async function buyMix(shop, port) {
  const round = MIX.flatMap(([payer, count]) => Array.from({ length: count }, () => payer));
  const payers = Array.from({ length: ROUNDS }, () => round).flat();
  /** @type {{ orderId: string, payer: Payer }[]} */
  const orders = [];
  const shopping = Array.from({ length: SHOPPERS }, async () => {
    const shopper = await Shopper.register(port);
    for (let payer = payers.pop(); payer; payer = payers.pop()) {
      const orderId = await shopper.placeOrder();
      await payer.pay(shop, shopper, orderId);
      orders.push({ orderId, payer });
    }
  });
  await Promise.all(shopping);
  return orders;
}

/**
 * @param {pg.Pool} database
 * @returns {Shop['reaches']}
 */
function orderWatch(database) {
  return async (orderId, status) => {
    let last;
    const isReached = await within(async () => {
      const { rows } = await database.query('SELECT status FROM orders WHERE id = $1', [orderId]);
      last = rows[0]?.status;
      return last === status;
    });
    if (!isReached) throw new Error(`Order ${orderId} is ${last}, and should be ${status}.`);
  };
}

/**
 * Once all events that the sandbox has made of these types are in the inbox, and nothing waits there.
 *
 * @param {pg.Pool} database
 * @param {Stripe} stripe
 * @param {readonly string[]} types
 * @returns {Promise<number>} how many events were acknowledged
 */
async function allSettled(database, stripe, types) {
  /** @type {string[]} */
  const made = [];
  for await (const event of stripe.events.list({ limit: 100 }))
    if (types.includes(event.type)) made.push(event.id);
  const isSettled = await within(async () => {
    const { rows } = await database.query(
      `SELECT count(*)::integer AS settled FROM stripe_events WHERE id = ANY ($1) AND status IN ('processed', 'ignored')`,
      [made],
    );
    return rows[0].settled === made.length;
  });
  if (!isSettled) throw new Error('Some events were not delivered, or not settled.');
  return made.length;
}

/** @param {() => Promise<boolean>} ask */
const within = (ask) => poll(ask, { timeoutMs: SETTLED_WITHIN_MS, intervalMs: LOOK_INTERVAL_MS });

/**
 * @param {string} sandboxUrl
 * @param {number} shuffleMs
 */
async function setShuffle(sandboxUrl, shuffleMs) {
  const body = JSON.stringify({ shuffle_ms: shuffleMs });
  const headers = { 'content-type': 'application/json' };
  await fetch(`${sandboxUrl}/_sandbox/delivery`, { method: 'PUT', headers, body });
}

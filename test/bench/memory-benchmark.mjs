import { sendSteadily } from './load.mjs';
import { prepare } from './connection.mjs';
import { watchMemory } from './server-process.mjs';
import { Shopper } from './shopper.mjs';
import { quantile } from './statistics.mjs';
import { signedDelivery } from './stripe-events.mjs';

/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./stripe-events.mjs').Payment} Payment */

export const REQUESTS_PER_SECOND = 500;
const CONNECTIONS = 64;
const SHOPPERS = 10;

/**
 * What a busy shop is asked: mostly to show things. Shares of 100.
 *
 * @type {readonly [RequestKind, number][]}
 */
const MIX = [
  ['products', 40],
  ['orders', 20],
  ['placeOrder', 15],
  ['webhook', 20],
  ['pay', 5],
];

/** @typedef {'products' | 'orders' | 'placeOrder' | 'webhook' | 'pay'} RequestKind */

/**
 * @typedef {object} MemoryResult
 * @property {number} perSecond
 * @property {number} p50Ms
 * @property {number} p99Ms
 * @property {number} failures answers from 400 on
 * @property {number} apiMb peak resident memory
 * @property {number} workerMb
 */

/**
 * Peak resident memory of API and worker, their start included, under a steady mixed load.
 *
 * @param {Installation} installation
 * @param {number} seconds
 * @returns {Promise<MemoryResult>}
 */
export async function measureMemory(installation, seconds) {
  const api = await installation.startApi();
  const worker = await installation.startWorker();
  try {
    const shoppers = [];
    for (let index = 0; index < SHOPPERS; index += 1) shoppers.push(await Shopper.register(api.port));
    const memory = watchMemory([api.pid, worker.pid]);
    const pace = { perSecond: REQUESTS_PER_SECOND, seconds, connections: CONNECTIONS };
    const load = await sendSteadily(api.port, mixedRequests(installation, shoppers), pace).finally(
      memory.stop,
    );
    const [apiMb = NaN, workerMb = NaN] = memory.stop();
    return {
      perSecond: load.perSecond,
      p50Ms: quantile(load.latenciesMs, 0.5),
      p99Ms: quantile(load.latenciesMs, 0.99),
      failures: [...load.refused.values()].reduce((sum, count) => sum + count, 0),
      apiMb,
      workerMb,
    };
  } finally {
    await Promise.all([api.stop(), worker.stop()]);
  }
}

/**
 * Orders that were placed get paid for, and payments that were opened succeed, so that the worker has real work.
 *
 * @param {Installation} installation
 * @param {readonly Shopper[]} shoppers
 * @returns {() => import('./load.mjs').PacedRequest}
 */
function mixedRequests({ webhookSecret }, shoppers) {
  const schedule = interleave(MIX);
  /** @type {{ shopper: Shopper, orderId: string }[]} */
  const unpaid = [];
  /** @type {Payment[]} */
  const opened = [];
  let turn = 0;

  return () => {
    const kind = schedule[turn % schedule.length];
    const shopper = shoppers[turn % shoppers.length];
    turn += 1;
    if (!shopper) throw new Error('Nobody shops.');
    const { headers } = shopper;
    switch (kind) {
      case 'webhook':
        return { bytes: signedDelivery(webhookSecret, opened.shift()) };
      case 'orders':
        return { bytes: prepare('GET', '/api/orders', { headers }) };
      case 'pay': {
        const order = unpaid.shift();
        if (!order) break;
        return {
          bytes: order.shopper.preparePayment(order.orderId),
          onAnswer: ({ body }) => {
            const { payment_intent_id: id, amount, currency } = JSON.parse(body.toString());
            opened.push({ id, amount, currency, orderId: order.orderId });
          },
        };
      }
      case 'placeOrder':
        return {
          bytes: shopper.prepareOrder(),
          onAnswer: ({ body }) => void unpaid.push({ shopper, orderId: JSON.parse(body.toString()).id }),
        };
    }
    return { bytes: prepare('GET', '/api/products', { headers }) };
  };
}

/**
 * @template T
 * @param {readonly (readonly [T, number])[]} shares
 * @returns {T[]} each as often as its share says, spread evenly
 */
function interleave(shares) {
  return shares
    .flatMap(([kind, share]) =>
      Array.from({ length: share }, (_, index) => ({ kind, at: (index + 0.5) / share })),
    )
    .toSorted((a, b) => a.at - b.at)
    .map(({ kind }) => kind);
}

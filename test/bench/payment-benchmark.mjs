import { randomUUID } from 'node:crypto';
import { freePort } from '../../scripts/lib/ports.mjs';
import { countRoundTrips } from './round-trip-counter.mjs';
import { Shopper } from './shopper.mjs';
import { summarize } from './statistics.mjs';

/** @typedef {import('stripe').Stripe} Stripe */
/** @typedef {import('./installation.mjs').Installation} Installation */
/** @typedef {import('./statistics.mjs').Summary} Summary */

const PAIRS = 150;
const WARM_UP_PAIRS = 50;
/** Round trips do not vary; more than one run only leaves out what else used the connection meanwhile. */
const COUNTED_RUNS = 5;

/**
 * What `POST /api/payments/intent` adds to the SDK's own call: creating for the first call of an order, retrieving for
 * one that is repeated. One request at a time, taking turns.
 *
 * @param {Installation} installation
 * @returns {Promise<{ kind: string, sdkMs: Summary, oursMs: Summary, addedMs: Summary, roundTrips: number }[]>}
 */
export async function measurePayments(installation) {
  const counts = await countDatabaseRoundTrips(installation);
  const api = await installation.startApi();
  try {
    const shopper = await Shopper.register(api.port);
    const stripe = installation.stripeClient();
    const customer = await stripe.customers.create({ email: 'floor@bench.example' });
    /** @type {{ first: Pair[], repeated: Pair[] }} */
    const pairs = { first: [], repeated: [] };
    for (let index = -WARM_UP_PAIRS; index < PAIRS; index += 1) {
      const taken = await takePairs(stripe, customer.id, shopper);
      if (index < 0) continue;
      pairs.first.push(taken.first);
      pairs.repeated.push(taken.repeated);
    }
    return [
      { kind: 'first call of an order', ...compare(pairs.first), roundTrips: counts.first },
      { kind: 'repeated call', ...compare(pairs.repeated), roundTrips: counts.repeated },
    ];
  } finally {
    await api.stop();
  }
}

/** @typedef {{ sdkMs: number, oursMs: number }} Pair */

/**
 * @param {Stripe} stripe
 * @param {string} customer
 * @param {Shopper} shopper
 * @returns {Promise<{ first: Pair, repeated: Pair }>}
 */
async function takePairs(stripe, customer, shopper) {
  const payment = shopper.preparePayment(await shopper.placeOrder());
  const metadata = { order_id: randomUUID(), order_number: 'KAI-261120-7F3K2', user_id: randomUUID() };
  let intentId = '';
  const create = async () => {
    const parameters = { amount: 2_000, currency: 'jpy', customer, metadata };
    ({ id: intentId } = await stripe.paymentIntents.create(parameters, { idempotencyKey: randomUUID() }));
  };
  const first = { sdkMs: await timed(create), oursMs: await timed(() => shopper.pay(payment)) };
  const repeated = {
    sdkMs: await timed(() => stripe.paymentIntents.retrieve(intentId)),
    oursMs: await timed(() => shopper.pay(payment)),
  };
  return { first, repeated };
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/** @param {readonly Pair[]} pairs */
const compare = (pairs) => ({
  sdkMs: summarize(pairs.map(({ sdkMs }) => sdkMs)),
  oursMs: summarize(pairs.map(({ oursMs }) => oursMs)),
  addedMs: summarize(pairs.map(({ sdkMs, oursMs }) => oursMs - sdkMs)),
});

/**
 * On an API of its own, since the counting proxy costs time.
 *
 * @param {Installation} installation
 */
async function countDatabaseRoundTrips(installation) {
  const counter = await countRoundTrips(installation.databaseUrl, await freePort());
  const api = await installation.startApi({ DATABASE_URL: counter.url });
  const first = [];
  const repeated = [];
  try {
    const shopper = await Shopper.register(api.port);
    for (let run = 0; run < COUNTED_RUNS; run += 1) {
      const payment = shopper.preparePayment(await shopper.placeOrder());
      const atStart = counter.count();
      await shopper.pay(payment);
      const afterFirst = counter.count();
      await shopper.pay(payment);
      first.push(afterFirst - atStart);
      repeated.push(counter.count() - afterFirst);
    }
  } finally {
    await api.stop();
    counter.close();
  }
  return { first: summarize(first).median, repeated: summarize(repeated).median };
}

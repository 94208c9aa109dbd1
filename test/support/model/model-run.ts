import { writeFile } from 'node:fs/promises';
import { ChaosWorld } from '../chaos-world.js';
import { eventually } from '../eventually.js';
import { inBatches } from '../in-batches.js';
import { SECRET_CHANNELS } from '../secret-scan.js';
import type { SeededRandom } from '../seeded-random.js';
import type { Shopper } from '../shopper.js';
import type { Command, PriceName } from './command.js';
import { drawCommands } from './draw-commands.js';
import { ModelClient } from './model-client.js';
import { ModelShop } from './model-shop.js';

/** As many people at once as two API processes on two cores serve without queues of seconds. */
const AT_ONCE = 6;
const CUSTOMERS = 3;
/** Longer than a client's patience and every deadline of ours towards Stripe. */
const COME_BACK_WITHIN_MS = 60_000;
/** Longer than a hold of a card lasts, a dispute may be answered, and a page of Stripe's is open. */
const LONG_AFTERWARDS_S = 30 * 24 * 60 * 60;
/** The product of the demo catalogue that every stack is seeded with. */
const PRODUCT = '00000000-0001-7000-8000-000000000600';
/** Bought one to seven at a time: far above Stripe's minimum, divisible by its steps. */
const UNIT_AMOUNTS = { jpy: 1_000, usd: 1_450, kwd: 2_340 };
/** The second process-local schedules of the worker, so that what a test would wait for comes at once. */
const ENVIRONMENT = { EVENT_SWEEP_SECONDS: '1', ...SECRET_CHANNELS };

interface ModelRun {
  readonly random: SeededRandom;
  readonly commands: number;
  /** After so many commands everything is healed and every promise is looked at. */
  readonly perRound: number;
}

/** How many orders ended in which status: proof that the run came anywhere. */
export type Outcome = Readonly<Record<string, number>>;

/** @throws Error with what does not hold, and the commands since everything did */
export async function runModel({ random, commands, perRound }: ModelRun): Promise<Outcome> {
  const world = await ChaosWorld.start({ apis: 2, workers: 2, env: ENVIRONMENT });
  try {
    const client = new ModelClient(world.stack);
    const operator = await world.operator();
    const customers = await Promise.all(Array.from({ length: CUSTOMERS }, () => world.shopper()));
    const shop = new ModelShop(world, client, customers, operator, await makePrices(operator));
    const drawn = drawCommands(random, commands);
    for (let from = 0; from < drawn.length; from += perRound) {
      const round = drawn.slice(from, from + perRound);
      await holding(round, from, async () => {
        await inBatches(round, AT_ONCE, (command) => shop.perform(command));
        await heal(world, client, shop);
        await allHolds(world, client, shop);
      });
    }
    await holding([], drawn.length, async () => {
      await world.sandbox.advanceTime(LONG_AFTERWARDS_S);
      await allHolds(world, client, shop);
    });
    return await outcome(world);
  } catch (error) {
    if (process.env.MODEL_LOG) await writeFile(process.env.MODEL_LOG, await evidence(world));
    throw error;
  } finally {
    await world.close();
  }
}

/** What a payment's story is made of, for whoever looks into it. */
const TABLES = [
  ...['orders', 'order_history', 'payment_attempts', 'checkout_sessions', 'refunds', 'disputes'],
  ...['payment_reviews', 'early_fraud_warnings', 'findings', 'outbox_events', 'stripe_events'],
];

/** All that the processes said, and all rows. */
async function evidence({ stack, database }: ChaosWorld): Promise<string> {
  const tables = TABLES.map(async (table) => {
    const { rows } = await database.query<{ row: string }>(
      `SELECT to_json(t)::text AS row FROM ${table} AS t`,
    );
    return [`== ${table}`, ...rows.map(({ row }) => row)].join('\n');
  });
  return [stack.output(), ...(await Promise.all(tables))].join('\n');
}

async function holding(round: readonly Command[], from: number, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const list = round.map((command, index) => `${from + index}: ${JSON.stringify(command)}`).join('\n');
    throw new Error(`After command ${from + round.length - 1}, of which these are the last:\n${list}`, {
      cause: error,
    });
  }
}

/** Nothing fails any more, everyone comes back, and the time passes that the janitor gives to whoever asked. */
async function heal(world: ChaosWorld, client: ModelClient, { trouble }: ModelShop): Promise<void> {
  const { sandbox, stack, database } = world;
  // Also how an update goes: each stops within its time, and begins with everything that is due. Meanwhile the leases
  // lapse of those that were killed before, on objects and on Stripe's list.
  await Promise.all(stack.workers.map((worker) => worker.stop()));
  // The first request to a process that was killed may find a connection of its former life.
  await eventually(
    () =>
      sandbox.clearFaults().then(
        () => true,
        () => false,
      ),
    Boolean,
    COME_BACK_WITHIN_MS,
  );
  await database.query('UPDATE idempotency_keys SET locked_until = now() WHERE response_status IS NULL');
  // Before any event tells what became of what they had asked for.
  await client.comeBack();
  await trouble.lift();
  await database.query('DELETE FROM stripe_event_leases');
  await database.query('UPDATE event_cursors SET leased_until = now()');
  await Promise.all(stack.workers.map((worker) => worker.start()));
  await stack.ready();
  await database.query('UPDATE idempotency_keys SET locked_until = now() WHERE response_status IS NULL');
  await eventually(
    async () => {
      await client.comeBack();
      return client.openOperations;
    },
    (open) => open === 0,
    COME_BACK_WITHIN_MS,
  );
  await trouble.letTimePass();
}

async function allHolds(world: ChaosWorld, client: ModelClient, { stripes }: ModelShop): Promise<void> {
  const { denied } = stripes;
  await world.settled(undefined, { unknownForS: 0, isSwept: true, denied });
  const complaints = [...client.complaints, ...(await surplus(world, client))];
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

/** What there is of everything that people ask for, by where they ask for it. */
const MADE = `
  SELECT '/api/orders' AS path, count(*)::int AS made FROM orders
  UNION ALL
  SELECT '/api/admin/orders/' || order_id || '/refunds', count(*)::int FROM refunds
  WHERE requested_by = 'operator' GROUP BY order_id`;

/** Whoever got no answer and asked again asked for one thing, whatever became of the first try. */
async function surplus({ database }: ChaosWorld, client: ModelClient): Promise<string[]> {
  const { rows } = await database.query<{ path: string; made: number }>(MADE);
  return rows
    .filter(({ path, made }) => made > client.asked(path))
    .map(({ path, made }) => `${path} was asked for ${client.asked(path)} times, and made ${made}`);
}

/** What the demo catalogue lacks: three decimals, and prices that are held first. */
async function makePrices(operator: Shopper): Promise<Record<PriceName, string>> {
  const make = async (currency: 'jpy' | 'usd' | 'kwd', capture: 'automatic' | 'manual'): Promise<string> => {
    const price = { product_id: PRODUCT, currency, unit_amount: UNIT_AMOUNTS[currency], type: 'one_time' };
    const { status, body } = await operator.send('POST', '/api/admin/prices', {
      ...price,
      capture_method: capture,
    });
    if (status !== 201) throw new Error(`A price was answered ${status}: ${JSON.stringify(body)}`);
    return String(body.id);
  };
  return {
    jpy: await make('jpy', 'automatic'),
    usd: await make('usd', 'automatic'),
    kwd: await make('kwd', 'automatic'),
    'held jpy': await make('jpy', 'manual'),
    'held usd': await make('usd', 'manual'),
    'held kwd': await make('kwd', 'manual'),
  };
}

async function outcome({ database }: ChaosWorld): Promise<Outcome> {
  const { rows } = await database.query<{ status: string; count: number }>(
    'SELECT status, count(*)::int AS count FROM orders GROUP BY status ORDER BY status',
  );
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

import type Stripe from 'stripe';
import { ChaosWorld } from '../chaos-world.js';
import { groupBy, idOf } from '../invariants/picture.js';
import type { SeededRandom } from '../seeded-random.js';
import { ImpatientClient } from './impatient-client.js';
import { type Journey, Journeys } from './journeys.js';

/** As many people at once as two API processes on two cores serve without queues of seconds. */
const AT_ONCE = 12;
const SHOPPERS = 6;
/** Of the demo catalogue that every stack is seeded with. */
const NOTEBOOK = '00000000-0001-7000-8000-000000000600';
/** Every so many journeys, Stripe fails somewhere: with no answer, a bad one, or a late one. */
const JOURNEYS_PER_FAULT = 4;
const FAULTY = [
  'POST /v1/payment_intents',
  'POST /v1/checkout/sessions',
  'POST /v1/refunds',
  'POST /v1/payment_intents/:id/capture',
  'GET /v1/payment_intents/:id',
];
const FAULTS = [
  { kind: 'reset', when: 'after' },
  { kind: 'reset', when: 'before' },
  { kind: 'status', status: 500, when: 'after' },
  { kind: 'status', status: 500, when: 'before' },
  { kind: 'status', status: 429, when: 'before' },
  { kind: 'truncate', when: 'after' },
  { kind: 'delay', delay_ms: 700, when: 'after' },
] as const;
/**
 * One shop behind both processes, as in production. Each would take its own address for the shop's otherwise, and Stripe's
 * page that returns elsewhere is another page.
 */
const ONE_SHOP = { FRONTEND_URL: 'http://shop.example' };
/** Everything is looked up, of all that was done. */
const SETTLED_WITHIN_MS = 120_000;

export interface RetryRun {
  readonly random: SeededRandom;
  /** So many operations at least, each sent several times. */
  readonly operations: number;
}

export interface RetryOutcome {
  readonly operations: number;
  readonly orders: number;
  /** By how they were retried, and by what they were for. */
  readonly counts: readonly Readonly<Record<string, number>>[];
  /** What Stripe took or gave back more or less than once. */
  readonly wrong: readonly string[];
}

/** Two API processes, and customers and operators who send everything more than once, while Stripe fails now and then. */
export async function runRetries({ random, operations }: RetryRun): Promise<RetryOutcome> {
  const world = await ChaosWorld.start({ apis: 2, workers: 1, apiEnv: ONE_SHOP });
  try {
    const client = new ImpatientClient(random, world.stack.apiUrls);
    const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => world.shopper()));
    const operator = await world.operator();
    const { body } = await operator.send('POST', '/api/admin/prices', {
      ...{ product_id: NOTEBOOK, currency: 'jpy', unit_amount: 1_980 },
      ...{ type: 'one_time', capture_method: 'manual' },
    });
    const journeys = new Journeys(world, client, random, shoppers, operator, String(body.id));
    const done: Journey[] = [];
    const lane = async (): Promise<void> => {
      while (journeys.count < operations) {
        if (random.between(0, JOURNEYS_PER_FAULT) < 1)
          await world.sandbox.fail({ route: random.pick(FAULTY), times: 1, ...random.pick(FAULTS) });
        done.push(await journeys.go());
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    await world.sandbox.clearFaults();
    await world.settled(SETTLED_WITHIN_MS, { unknownForS: 0 });
    const wrong = [...(await movedWrongly(world, done)), ...(await ordersBesides(world, done))];
    const counts = [client.operations, journeys.operations];
    return { operations: journeys.count, orders: done.length, counts, wrong };
  } finally {
    await world.close();
  }
}

/** Stripe's own word on every yen, order by order. */
async function movedWrongly(world: ChaosWorld, journeys: readonly Journey[]): Promise<string[]> {
  const { charges, refunds } = await world.sandbox.truth();
  const orderOf = ({ metadata }: Stripe.Charge): string | undefined => metadata.order_id;
  const taken = charges.filter(({ status, captured }) => status === 'succeeded' && captured);
  const byOrder = groupBy(taken, orderOf);
  const byCharge = groupBy(refunds, ({ charge }) => idOf(charge));
  const strangers = taken.filter((charge) => !journeys.some(({ orderId }) => orderId === orderOf(charge)));
  return [
    ...strangers.map(({ id }) => `${id} was charged for no order that anybody placed`),
    ...journeys.flatMap(({ orderId, charged, refunds: asked }) => {
      const own = byOrder.get(orderId) ?? [];
      const back = own
        .flatMap(({ id }) => byCharge.get(id) ?? [])
        .filter(({ status }) => status !== 'failed');
      const amounts = own.map(({ amount_captured }) => amount_captured);
      const returned = back.filter(isRefund).map(({ amount }) => amount);
      const problems = [];
      if (amounts.join() !== String(charged)) problems.push(`charged ${amounts.join(' + ')}, not ${charged}`);
      if (returned.join() !== asked.join())
        problems.push(`given back ${returned.join(' + ')}, not ${asked.join(' + ')}`);
      return problems.map((problem) => `order ${orderId} was ${problem}`);
    }),
  ];
}

/** What is left of a hold after a part was taken is let go, and shows as a refund. */
function isRefund({ reason }: Stripe.Refund): boolean {
  return reason !== 'expired_uncaptured_charge';
}

/** An order that was placed twice would be paid by nobody: it would only stand there. */
async function ordersBesides({ database }: ChaosWorld, journeys: readonly Journey[]): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM orders');
  const known = new Set(journeys.map(({ orderId }) => orderId));
  return rows.filter(({ id }) => !known.has(id)).map(({ id }) => `order ${id} was placed besides`);
}

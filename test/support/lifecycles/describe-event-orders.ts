import type Stripe from 'stripe';
import { ChaosWorld } from '../chaos-world.js';
import { eventually } from '../eventually.js';
import { inBatches } from '../in-batches.js';
import { permutations } from '../permutations.js';
import { variantOf } from '../signed-event.js';
import type { Lifecycle, Lived, SilentShop } from './lifecycle.js';

/** As many orders at once as keep two workers busy without crowding out the requests that they compete with. */
const AT_ONCE = 8;
/** The sandbox's banks take two seconds. */
const BANK_WITHIN_MS = 120_000;
const TEST_TIMEOUT_MS = 600_000;

/** `seconds apart`: further than the sandbox is slow. `the same second`: only Stripe can tell which was first. */
type Times = 'their own times' | 'seconds apart' | 'the same second';

export interface EventOrderCase {
  readonly lifecycle: Lifecycle;
  readonly times: Times;
}

/** A test for each: every permutation of its events, delivered to an order of its own, ends in the state of Stripe. */
export function describeEventOrders(title: string, cases: readonly EventOrderCase[]): void {
  describe(title, () => {
    let shop: SilentShop;

    beforeAll(async () => {
      const world = await ChaosWorld.start({ apis: 2, workers: 2 });
      shop = { world, shopper: await world.shopper() };
      // Stripe's own deliveries would bring an order of their own.
      await world.sandbox.deliverBadly({ lose: 1 });
    }, TEST_TIMEOUT_MS);
    afterEach(() => shop.world.settled(), TEST_TIMEOUT_MS);
    afterAll(() => shop.world.close());

    /** What Stripe has to tell of each order, once its banks are done, in the order of its happening. */
    async function eventsOf({ events }: Lifecycle, orders: readonly Lived[]): Promise<Stripe.Event[][]> {
      const own = (all: readonly Stripe.Event[]): Stripe.Event[][] =>
        orders.map(({ isAbout }) => all.filter(isAbout).reverse());
      const told = await eventually(
        async () => own(await shop.world.sandbox.events([...new Set(events)])),
        (each) => each.every(({ length }) => length === events.length),
        BANK_WITHIN_MS,
        250,
      );
      for (const each of told) expect(each.map(({ type }) => type)).toEqual(events);
      return told;
    }

    function timed(events: readonly Stripe.Event[], times: Times): Stripe.Event[] {
      const [first, last] = [events[0], events.at(-1)];
      if (times === 'their own times' || !first || !last) return [...events];
      return events.map((event, index) => {
        const created =
          times === 'the same second' ? first.created : last.created - 2 * (events.length - 1 - index);
        return { ...variantOf(event, { id: event.id, created }) } as unknown as Stripe.Event;
      });
    }

    /** Delivers one after the other, each to another process, each only when the one before has had its effect. */
    async function deliverInTurn(events: readonly Stripe.Event[]): Promise<void> {
      for (const [turn, event] of events.entries()) {
        expect((await shop.world.deliver({ ...event }, turn)).status).toBe(200);
        const { status } = (await shop.world.settledEvent(event.id)) ?? {};
        expect(status).toBe(event.type === 'payment_intent.created' ? 'ignored' : 'processed');
      }
    }

    /** Straight from our rows: whoever asks the API has Stripe asked. */
    async function believed({ row }: Lifecycle, { orderId }: Lived): Promise<Lifecycle['ends']> {
      const statusIn = async (sql: string): Promise<string> => {
        const { rows } = await shop.world.database.query<{ status: string }>(sql, [orderId]);
        return rows.map(({ status }) => status).join();
      };
      return { thing: await statusIn(row), order: await statusIn('SELECT status FROM orders WHERE id = $1') };
    }

    it.each(cases)(
      'end in the state of Stripe: $lifecycle.name, all permutations, at $times',
      async ({ lifecycle, times }) => {
        const orders = permutations(lifecycle.events.map((_type, index) => index));
        const lived = await inBatches(orders, AT_ONCE, () => lifecycle.live(shop));
        const told = await eventsOf(lifecycle, lived);
        const ends = await inBatches(lived, AT_ONCE, async (one, index) => {
          const happened = timed(told[index] ?? [], times);
          await deliverInTurn(orders[index]?.flatMap((place) => happened[place] ?? []) ?? []);
          return believed(lifecycle, one);
        });
        expect(new Set(ends.map((end) => JSON.stringify(end)))).toEqual(
          new Set([JSON.stringify(lifecycle.ends)]),
        );
      },
      TEST_TIMEOUT_MS,
    );
  });
}

import type Stripe from 'stripe';
import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import { inBatches } from '../support/in-batches.js';
import { permutations } from '../support/permutations.js';
import { PRICES, type Shopper } from '../support/shopper.js';
import { variantOf } from '../support/signed-event.js';

/** As many payments at once as keep two workers busy without crowding out the requests that they compete with. */
const AT_ONCE = 24;
/** The sandbox's banks take two seconds. */
const BANK_WITHIN_MS = 15_000;

/** What the payer does, step by step, and where that leaves payment and order. */
interface Lifecycle {
  readonly steps: readonly ((world: ChaosWorld, payment: OpenedPayment) => Promise<unknown>)[];
  readonly events: readonly string[];
  readonly ends: { readonly payment: string; readonly order: string };
}

interface OpenedPayment {
  readonly id: string;
  readonly clientSecret: string;
}

interface LivedPayment {
  readonly id: string;
  readonly orderId: string;
}

const isAbout =
  (id: string) =>
  ({ data }: Stripe.Event): boolean =>
    'id' in data.object && data.object.id === id;

const asksBank = (world: ChaosWorld, { id }: OpenedPayment) =>
  world.sandbox.confirm(id, 'pm_card_authenticationRequired');
const failsChallenge = (world: ChaosWorld, { clientSecret }: OpenedPayment) =>
  world.sandbox.answerChallenge(clientSecret, 'fail');
const debits =
  (account: string) =>
  (world: ChaosWorld, { id }: OpenedPayment) =>
    world.sandbox.confirm(id, account);

const PAID_AT_LAST: Lifecycle = {
  steps: [asksBank, failsChallenge, debits('pm_usBankAccount_success')],
  events: ['created', 'requires_action', 'payment_failed', 'processing', 'succeeded'],
  ends: { payment: 'succeeded', order: 'paid' },
};
const FAILED_AT_LAST: Lifecycle = {
  steps: [asksBank, debits('pm_usBankAccount_insufficientFunds')],
  events: ['created', 'requires_action', 'processing', 'payment_failed'],
  ends: { payment: 'requires_payment_method', order: 'awaiting_payment' },
};
const WAITING_AT_LAST: Lifecycle = {
  steps: [asksBank, failsChallenge, asksBank],
  events: ['created', 'requires_action', 'payment_failed', 'requires_action'],
  ends: { payment: 'requires_action', order: 'awaiting_payment' },
};

/** That event has no effect of its own; without it a fifth of the permutations tells the same. */
const withoutCreation = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  events: lifecycle.events.filter((name) => name !== 'created'),
});

describe('the events of a payment, in any order', () => {
  let world: ChaosWorld;
  let shopper: Shopper;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 2, workers: 2 });
    shopper = await world.shopper();
    // Stripe's own deliveries would bring an order of their own.
    await world.sandbox.deliverBadly({ lose: 1 });
  });
  afterEach(() => world.settled(10_000));
  afterAll(() => world.close());

  /** Takes an order through a life cycle at Stripe, whose banks may be busy with it yet. */
  async function live({ steps }: Lifecycle): Promise<LivedPayment> {
    const orderId = await shopper.placeOrder(PRICES.usd);
    const payment = await shopper.openPayment(orderId);
    for (const step of steps) await step(world, payment);
    return { orderId, id: payment.id };
  }

  /** What Stripe has to tell of each payment, once its banks are done, in the order of its happening. */
  async function eventsOf(
    { events }: Lifecycle,
    payments: readonly LivedPayment[],
  ): Promise<Stripe.Event[][]> {
    const types = [...new Set(events)].map((name) => `payment_intent.${name}`);
    const listed = await eventually(
      () => world.sandbox.events(types),
      (all) => payments.every(({ id }) => all.filter(isAbout(id)).length === events.length),
      BANK_WITHIN_MS,
    );
    return payments.map(({ id }) => listed.filter(isAbout(id)).reverse());
  }

  /** Delivers one after the other, each to another process, each only when the one before has had its effect. */
  async function deliverInTurn(events: readonly Stripe.Event[], created: number | null): Promise<void> {
    for (const [turn, event] of events.entries()) {
      const sent = created === null ? event : variantOf(event, { id: event.id, created });
      expect((await world.deliver({ ...sent }, turn)).status).toBe(200);
      const { status } = (await world.settledEvent(event.id)) ?? {};
      expect(status).toBe(event.type === 'payment_intent.created' ? 'ignored' : 'processed');
    }
  }

  it.each([
    { name: 'paid at last', lifecycle: PAID_AT_LAST, times: 'their own times' },
    { name: 'paid at last', lifecycle: withoutCreation(PAID_AT_LAST), times: 'the same second' },
    { name: 'failed at last', lifecycle: FAILED_AT_LAST, times: 'their own times' },
    { name: 'failed at last', lifecycle: FAILED_AT_LAST, times: 'the same second' },
    { name: 'waiting for the bank at last', lifecycle: WAITING_AT_LAST, times: 'their own times' },
    { name: 'waiting for the bank at last', lifecycle: WAITING_AT_LAST, times: 'the same second' },
  ])(
    'end in the state of Stripe: $name, all permutations, at $times',
    async ({ lifecycle, times }) => {
      const orders = permutations(lifecycle.events.map((_event, index) => index));
      const payments = await inBatches(orders, AT_ONCE, () => live(lifecycle));
      const events = await eventsOf(lifecycle, payments);
      const ends = await inBatches(payments, AT_ONCE, async ({ id, orderId }, index) => {
        const happened = events[index] ?? [];
        expect(happened.map(({ type }) => type.replace('payment_intent.', ''))).toEqual(lifecycle.events);
        const second = times === 'the same second' ? (happened[0]?.created ?? null) : null;
        await deliverInTurn(orders[index]?.flatMap((place) => happened[place] ?? []) ?? [], second);
        const attempt = await world.database.query<{ payment: string }>(
          'SELECT payment_status AS payment FROM payment_attempts WHERE stripe_payment_intent_id = $1',
          [id],
        );
        return { payment: attempt.rows[0]?.payment, order: await shopper.orderStatus(orderId) };
      });
      expect(new Set(ends.map((end) => JSON.stringify(end)))).toEqual(
        new Set([JSON.stringify(lifecycle.ends)]),
      );
    },
    60_000,
  );
});

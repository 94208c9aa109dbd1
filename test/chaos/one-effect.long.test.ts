import type Stripe from 'stripe';
import { ChaosWorld } from '../support/chaos-world.js';
import { eventually } from '../support/eventually.js';
import type { Shopper, TimedAnswer } from '../support/shopper.js';
import { variantOf } from '../support/signed-event.js';

const WITHIN_MS = 10_000;
/** What a notebook costs, in yen. */
const TOTAL = 1_980;

describe('over two API processes and two workers', () => {
  let world: ChaosWorld;
  let shopper: Shopper;
  let operator: Shopper;

  beforeAll(async () => {
    world = await ChaosWorld.start({ apis: 2, workers: 2 });
    shopper = await world.shopper();
    operator = await world.operator();
  });
  beforeEach(() => world.sandbox.deliverBadly({}));
  afterEach(() => world.settled(WITHIN_MS));
  afterAll(() => world.close());

  const becomes = async (orderId: string, status: string): Promise<void> => {
    await eventually(
      () => shopper.orderStatus(orderId),
      (found) => found === status,
      WITHIN_MS,
    );
  };
  async function paidOrder(card = 'pm_card_visa'): Promise<{ orderId: string; intentId: string }> {
    const orderId = await shopper.placeOrder();
    const { id: intentId } = await shopper.openPayment(orderId);
    await world.sandbox.confirm(intentId, card);
    await becomes(orderId, 'paid');
    return { orderId, intentId };
  }
  const refund = (orderId: string, turn: number, body: object, key?: string): Promise<TimedAnswer> =>
    operator.send(
      'POST',
      `/api/admin/orders/${orderId}/refunds`,
      body,
      world.stack.apiUrls[turn % 2],
      key === undefined ? {} : { 'idempotency-key': key },
    );
  const fifty = <T>(work: (turn: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: 50 }, (_, turn) => work(turn)));
  const refundsOf = async (intentId: string): Promise<Stripe.Refund[]> =>
    (await world.sandbox.books()).refunds.filter(({ payment_intent }) => payment_intent === intentId);
  const announced = async (type: string, subject: string): Promise<number> => {
    const { rows } = await world.database.query(
      'SELECT id FROM outbox_events WHERE type = $1 AND subject = $2',
      [type, subject],
    );
    return rows.length;
  };

  it('50 concurrent requests with one Idempotency-Key are 1 execution, 49 identical replays or 409s', async () => {
    const { orderId, intentId } = await paidOrder();
    const answers = await fifty((turn) =>
      refund(orderId, turn, { amount: 100 }, 'refund of the damaged page'),
    );
    const done = answers.filter(({ status }) => status === 201);
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      done.length === 50 ? new Set([201]) : new Set([201, 409]),
    );
    expect(new Set(done.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(
      answers.filter(({ status }) => status === 409).every(({ code }) => code === 'idempotency_in_progress'),
    ).toBe(true);
    expect(await refundsOf(intentId)).toHaveLength(1);
  });

  it('50 refunds in parallel never give back more than was captured', async () => {
    const { orderId, intentId } = await paidOrder();
    const answers = await fifty((turn) => {
      const key = `one of fifty, ${turn}`;
      // Asked for again where a busy machine has no connection or answer in time.
      return eventually(
        () => refund(orderId, turn, { amount: 100 }, key),
        ({ status, code }) => status !== 0 && status < 500 && code !== 'idempotency_in_progress',
        WITHIN_MS,
      );
    });
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(Math.floor(TOTAL / 100));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['refund_exceeds_captured']));
    expect(await refundsOf(intentId)).toHaveLength(Math.floor(TOTAL / 100));
    await becomes(orderId, 'partially_refunded');
  });

  it('two equal partial refunds are two effects', async () => {
    const { orderId, intentId } = await paidOrder();
    const answers = await Promise.all([0, 1].map((turn) => refund(orderId, turn, { amount: 700 })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set((await refundsOf(intentId)).map(({ id }) => id)).size).toBe(2);
    const { body } = await shopper.send('GET', `/api/orders/${orderId}`);
    expect(body).toMatchObject({ status: 'partially_refunded', amount_refunded: 1_400 });
  });

  it.each([
    ['refund', 'charge.refunded', 'refunded'],
    ['refund', 'refund.created', 'refunded'],
    ['dispute', 'charge.dispute.funds_withdrawn', 'disputed'],
  ])(
    'a %s has one effect when its %s is delivered ten times in parallel, and under two ids',
    async (what, type, status) => {
      const { orderId, intentId } = await paidOrder();
      await world.sandbox.deliverBadly({ lose: 1 });
      if (what === 'refund') await world.sandbox.stripe.refunds.create({ payment_intent: intentId });
      else await world.sandbox.trigger('dispute', { object: intentId });
      const event = (await world.sandbox.events([type])).find(({ data }) => isOf(data.object, intentId));
      if (!event) throw new Error(`There is no ${type}.`);
      const copies = Array.from({ length: 10 }, (_, copy) =>
        copy % 2 === 0 ? { ...event } : variantOf(event),
      );
      const answers = await Promise.all(copies.map((copy, turn) => world.deliver(copy, turn)));
      expect(new Set(answers.map(({ status: answered }) => answered))).toEqual(new Set([200]));
      for (const { id } of copies)
        expect(await world.settledEvent(id)).toMatchObject({ status: 'processed' });
      // Of a charge we learn the sum, of which its refunds have to be looked up; the rest of what was lost comes now.
      await world.sandbox.deliverBadly({});
      await becomes(orderId, status);
      const { body } = await shopper.send('GET', `/api/orders/${orderId}`);
      const turned = (body.history as { status: string }[]).filter((entry) => entry.status === status);
      expect(turned).toHaveLength(1);
      for (const each of await world.sandbox.events()) await world.sandbox.deliverAgain(each.id);
    },
    30_000,
  );

  it.each(['the webhook', "the customer's return"] as const)(
    'fulfilment is announced once when %s comes first',
    async (first) => {
      await world.sandbox.deliverBadly({ lose: 1 });
      const orderId = await shopper.placeOrder();
      const { status, body } = await shopper.send('POST', '/api/checkout', { order_id: orderId });
      expect(status).toBe(200);
      await world.sandbox.payOnPage(String(body.id), 'pm_card_visa');
      const told = await world.sandbox.events(['payment_intent.succeeded', 'checkout.session.completed']);
      const own = told.filter(
        ({ data }) => 'metadata' in data.object && data.object.metadata?.order_id === orderId,
      );
      expect(own).toHaveLength(2);
      const comesBack = () =>
        Promise.all(
          world.stack.apiUrls.map((url) => shopper.send('GET', `/api/orders/${orderId}`, undefined, url)),
        );
      const isTold = async (): Promise<void> => {
        await Promise.all(own.map((event, turn) => world.deliver({ ...event }, turn)));
        for (const { id } of own) await world.settledEvent(id);
      };
      const both = first === 'the webhook' ? [isTold, comesBack] : [comesBack, isTold];
      for (const one of both) {
        await one();
        expect(await shopper.orderStatus(orderId)).toBe('paid');
        expect(await announced('order.fulfillable', orderId)).toBe(1);
      }
    },
  );
});

function isOf(object: unknown, intentId: string): boolean {
  return (object as { payment_intent?: unknown }).payment_intent === intentId;
}

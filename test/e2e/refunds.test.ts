import type Stripe from 'stripe';
import { SettleRefunds } from '../../src/application/payments/settle-refunds.js';
import type { Answer } from '../support/browser-client.js';
import { eventually } from '../support/eventually.js';
import { type PaidOrder, PaidOrders, rows } from '../support/paid-orders.js';
import { deliver, type EventPayload, variantOf } from '../support/signed-event.js';
import { sql } from '../support/sql.js';

const SETTLED_WITHIN_MS = 10_000;
const RACERS = 50;

describe('operators refund', () => {
  let shop: PaidOrders;

  beforeAll(async () => {
    shop = await PaidOrders.open();
  });
  beforeEach(() => shop.shop.sandbox.clearFaults());
  afterAll(() => shop.close());

  const stripeRefunds = async (paymentIntentId: string): Promise<number[]> => {
    const { data } = await shop.shop.stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 });
    return data.map(({ amount }) => amount).sort((a, b) => a - b);
  };

  /** Of 100 yen; asked for again, with the same key, where a busy machine has no connection or answer in time. */
  const refundOnce = (order: PaidOrder): Promise<Answer> => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    return eventually(
      () => shop.refund(order, { amount: 100 }, key),
      ({ status, body }) => status < 500 && body?.code !== 'idempotency_in_progress',
      SETTLED_WITHIN_MS,
    );
  };

  it('all of it, and the order shows it at once', async () => {
    const order = await shop.pay();
    const { status, body } = await shop.refund(order, { reason: 'requested_by_customer' });
    expect([status, body]).toEqual([
      201,
      {
        id: expect.any(String),
        order_id: order.orderId,
        stripe_refund_id: expect.stringMatching(/^re_/),
        payment_intent_id: order.paymentIntentId,
        amount: 2_200,
        currency: 'jpy',
        reason: 'requested_by_customer',
        requested_by: 'operator',
        status: 'succeeded',
        failure_reason: null,
        created_at: expect.any(String),
        updated_at: expect.any(String),
      },
    ]);
    const detail = await shop.detail(order);
    expect(detail).toMatchObject({ status: 'refunded', amount_refunded: 2_200 });
    expect(rows(detail, 'refunds')).toMatchObject([{ id: body?.id }]);
    expect((await shop.customer.get(`/api/orders/${order.orderId}`)).body).toMatchObject({
      amount_refunded: 2_200,
    });
    const audit = await shop.operator.get('/api/admin/audit');
    expect(audit.body?.data).toContainEqual(
      expect.objectContaining({ action: 'order.refunded', subject: order.orderId }),
    );
  });

  it('in parts, equal ones too, and never above what was captured', async () => {
    const order = await shop.pay();
    expect((await shop.refund(order, { amount: 700, reason: 'broken cup' })).status).toBe(201);
    expect((await shop.refund(order, { amount: 700 })).status).toBe(201);
    expect((await shop.detail(order)).status).toBe('partially_refunded');
    const tooMuch = await shop.refund(order, { amount: 801 });
    expect([tooMuch.status, tooMuch.body?.code]).toEqual([409, 'refund_exceeds_captured']);
    expect((await shop.refund(order)).body).toMatchObject({ amount: 800 });
    expect(await stripeRefunds(order.paymentIntentId)).toEqual([700, 700, 800]);
    expect(await shop.becomes(order, 'refunded')).toMatchObject({ amount_refunded: 2_200 });
  });

  it('fifty times in parallel, and no more goes out than came in', async () => {
    const order = await shop.pay();
    const answers = await Promise.all(Array.from({ length: RACERS }, () => refundOnce(order)));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(22);
    expect(answers.filter(({ body }) => body?.code === 'refund_exceeds_captured')).toHaveLength(RACERS - 22);
    expect(await stripeRefunds(order.paymentIntentId)).toHaveLength(22);
    expect(await shop.becomes(order, 'refunded')).toMatchObject({ amount_refunded: 2_200 });
  });

  it.each([
    ['a body that is no refund', { amount: 0 }],
    ['an amount in text', { amount: '100' }],
    ['a field that nobody knows', { amount: 100, currency: 'usd' }],
  ])('but not with %s', async (_, body) => {
    const order = await shop.place();
    expect((await shop.refund(order, body)).body).toMatchObject({ code: 'validation_failed' });
  });

  it('but not what nobody paid, nor as a customer', async () => {
    const order = await shop.place();
    expect((await shop.refund(order)).body).toMatchObject({ status: 409, code: 'order_not_refundable' });
    const path = `/api/admin/orders/${order.orderId}/refunds`;
    expect((await shop.customer.post(path, {})).status).toBe(403);
    const nowhere = { ...order, orderId: '01a1fb86-9496-72a5-a1d0-9b02b79244ad' };
    expect((await shop.refund(nowhere)).body).toMatchObject({ status: 404, code: 'order_not_found' });
  });

  it('and a refund that takes its time holds its room', async () => {
    const order = await shop.pay('pm_card_pendingRefund');
    expect((await shop.refund(order)).body).toMatchObject({ status: 'pending' });
    expect((await shop.refund(order)).body).toMatchObject({ code: 'refund_exceeds_captured' });
    await shop.becomes(order, 'refunded');
  });

  it('and one that comes back takes the order back, and needs a person', async () => {
    const order = await shop.pay('pm_card_refundFail');
    expect((await shop.refund(order)).body).toMatchObject({ status: 'succeeded' });
    const detail = await shop.shows(
      order,
      ({ status, refunds }) =>
        [status, (refunds as { status: string }[])[0]?.status].join() === 'paid,failed',
    );
    expect(detail).toMatchObject({ amount_refunded: 0 });
    expect(await shop.findings(order.paymentIntentId)).toMatchObject([{ kind: 'refund_failed' }]);
  });

  it("and what others refund in Stripe's dashboard arrives too", async () => {
    const order = await shop.pay();
    await shop.shop.stripe.refunds.create({ payment_intent: order.paymentIntentId, amount: 500 });
    const detail = await shop.becomes(order, 'partially_refunded');
    expect(rows(detail, 'refunds')).toMatchObject([{ requested_by: 'stripe', amount: 500 }]);
    expect((await shop.refund(order)).body).toMatchObject({ amount: 1_700 });
  });

  describe('and of a refund that nobody told us of', () => {
    let order: PaidOrder;
    const told = async (type: string): Promise<Stripe.Event> =>
      eventually(
        async () => (await shop.shop.stripe.events.list({ type, limit: 1 })).data[0],
        (event): event is Stripe.Event =>
          (event?.data.object as { payment_intent?: unknown }).payment_intent === order.paymentIntentId,
        SETTLED_WITHIN_MS,
      ) as Promise<Stripe.Event>;
    const hear = (event: EventPayload): Promise<unknown> => deliver(shop.shop.app.url, 'whsec_kaikei', event);

    beforeEach(async () => {
      order = await shop.pay();
      await shop.shop.sandbox.deliverBadly({ lose: 1 });
      await shop.shop.stripe.refunds.create({ payment_intent: order.paymentIntentId, amount: 500 });
    });
    afterEach(() => shop.shop.sandbox.deliverBadly({}));

    it('a charge of an old API version shows it', async () => {
      const charge = await told('charge.refunded');
      const refund = (await told('refund.created')).data.object;
      const refunds = { object: 'list', data: [refund], has_more: false };
      await hear(variantOf(charge, { api_version: '2020-08-27' }, { refunds }));
      expect(rows(await shop.becomes(order, 'partially_refunded'), 'refunds')).toHaveLength(1);
    });

    it('the sum of a charge makes us look', async () => {
      await hear(variantOf(await told('charge.refunded')));
      expect(rows(await shop.becomes(order, 'partially_refunded'), 'refunds')).toMatchObject([
        { amount: 500 },
      ]);
    });
  });

  it.each(['before', 'after'] as const)('once, where Stripe answers a 500 %s the effect', async (when) => {
    const order = await shop.pay();
    const fault = { route: 'POST /v1/refunds', kind: 'status', status: 500, when, times: 1 } as const;
    await shop.shop.sandbox.fail(fault);
    expect((await shop.refund(order, { amount: 900 })).body).toMatchObject({ status: 'succeeded' });
    expect(await stripeRefunds(order.paymentIntentId)).toEqual([900]);
  });

  it('once, where Stripe is away: the same key asks again, and the worker settles it', async () => {
    const order = await shop.pay();
    const fault = { route: 'POST /v1/refunds', kind: 'reset', when: 'after', times: 1_000 } as const;
    await shop.shop.sandbox.fail(fault);
    const key = { 'idempotency-key': crypto.randomUUID() };
    expect((await shop.refund(order, { amount: 400 }, key)).body).toMatchObject({
      status: 503,
      code: 'stripe_unavailable',
    });
    await shop.shop.sandbox.clearFaults();
    const again = await shop.refund(order, { amount: 400 }, key);
    expect([again.status, again.body?.status]).toEqual([201, 'succeeded']);
    expect(await stripeRefunds(order.paymentIntentId)).toEqual([400]);
    expect((await shop.detail(order)).refunds).toHaveLength(1);
  }, 30_000);

  it('and money for an order that is closed goes back by itself', async () => {
    const order = await shop.place();
    const { url } = shop.shop.app.database;
    await sql(url, `UPDATE orders SET status = 'expired' WHERE id = $1`, [order.orderId]);
    const { stripe, worker } = shop.shop;
    await stripe.paymentIntents.confirm(order.paymentIntentId, { payment_method: 'pm_card_visa' });
    const found = await eventually(
      () => shop.findings(order.paymentIntentId),
      ([finding]) => finding !== undefined,
      SETTLED_WITHIN_MS,
    );
    expect(found).toMatchObject([
      { kind: 'payment_after_close', detail: expect.stringContaining('is being refunded') },
    ]);
    await worker.get(SettleRefunds).execute();
    expect(await stripeRefunds(order.paymentIntentId)).toEqual([2_200]);
    expect(await shop.findings(order.paymentIntentId)).toMatchObject([{ resolved_at: expect.any(String) }]);
    expect(await shop.detail(order)).toMatchObject({
      status: 'expired',
      refunds: [{ requested_by: 'policy', status: 'succeeded', amount: 2_200 }],
    });
  });
});

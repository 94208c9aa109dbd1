import type Stripe from 'stripe';
import { ApiUser } from '../support/api-user.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { stock } from '../support/stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;
const FOREVER = 1_000;

describe('money that is held first and captured later', () => {
  let shop: PayingShop;
  let operator: ApiUser;
  let customer: ApiUser;
  let priceId: string;

  beforeAll(async () => {
    shop = await startPayingShop();
    operator = await ApiUser.operator(shop.app);
    customer = await ApiUser.register(shop.app);
    ({ priceId } = await stock(operator, { capture_method: 'manual' }));
  });
  afterEach(() => shop.sandbox.clearFaults());
  afterAll(() => shop.close());

  const orderOf = async (orderId: string): Promise<Record<string, unknown>> =>
    (await customer.get(`/api/orders/${orderId}`)).body ?? {};
  const becomes = async (orderId: string, status: string): Promise<unknown> =>
    eventually(
      () => orderOf(orderId),
      (order) => order.status === status,
      SETTLED_WITHIN_MS,
    );
  const hold = async (): Promise<{ orderId: string; intent: Stripe.PaymentIntent }> => {
    const { body: order } = await customer.post('/api/orders', {
      items: [{ price_id: priceId, quantity: 2 }],
    });
    const orderId = String(order?.id);
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    const intent = await shop.stripe.paymentIntents.confirm(String(body?.payment_intent_id), {
      payment_method: 'pm_card_visa',
    });
    await becomes(orderId, 'authorized');
    return { orderId, intent };
  };
  const capture = (orderId: string, body: object = {}): ReturnType<ApiUser['post']> =>
    operator.post(`/api/admin/orders/${orderId}/capture`, body);

  it('is captured whole where no amount is said', async () => {
    const { orderId, intent } = await hold();
    expect(await capture(orderId)).toMatchObject({
      status: 200,
      body: { id: intent.id, order_id: orderId, status: 'succeeded', amount: 2_200, amount_captured: 2_200 },
    });
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', amount_captured: 2_200 });
  });

  it('is captured in part, and the order holds what was captured', async () => {
    const { orderId } = await hold();
    expect(await capture(orderId, { amount: 1_500 })).toMatchObject({
      status: 200,
      body: { amount_captured: 1_500 },
    });
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', amount_captured: 1_500, total: 2_200 });
    const { body } = await operator.get('/api/admin/findings');
    expect(body?.data).toEqual([]);
  });

  it('is captured once, however many ask at once', async () => {
    const { orderId, intent } = await hold();
    const answers = await Promise.all(Array.from({ length: 10 }, () => capture(orderId)));
    // Who came while it was under way shares it; who came after it has nothing left to capture.
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    const { data: charges } = await shop.stripe.charges.list({ payment_intent: intent.id });
    expect(charges.map((charge) => charge.amount_captured)).toEqual([2_200]);
  });

  it('is never captured beyond what is held, and only where something is held', async () => {
    const { orderId } = await hold();
    expect(await capture(orderId, { amount: 2_201 })).toMatchObject({
      status: 409,
      body: { code: 'capture_exceeds_authorized' },
    });
    expect(await capture(orderId, { amount: 0 })).toMatchObject({ status: 400 });
    await capture(orderId);
    expect(await capture(orderId)).toMatchObject({ status: 409, body: { code: 'order_not_capturable' } });
  });

  it('is let go when an operator cancels the order, and not by its customer', async () => {
    const { orderId, intent } = await hold();
    expect(await customer.post(`/api/orders/${orderId}/cancel`, {})).toMatchObject({ status: 409 });
    expect(await operator.post(`/api/admin/orders/${orderId}/cancel`, {})).toMatchObject({
      status: 200,
      body: { status: 'cancelled' },
    });
    expect((await shop.stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled');
  });

  it('is captured or let go with words of the operator for why, which the audit log keeps', async () => {
    const [kept, dropped] = [(await hold()).orderId, (await hold()).orderId];
    expect((await capture(kept, { amount: 900, reason: 'One is sold out' })).status).toBe(200);
    const cancel = (body: object): ReturnType<ApiUser['post']> =>
      operator.post(`/api/admin/orders/${dropped}/cancel`, body);
    // Only whole, and nobody is told otherwise.
    expect((await cancel({ amount: 900 })).status).toBe(400);
    expect((await cancel({ reason: 'x'.repeat(501) })).status).toBe(400);
    expect((await cancel({ reason: 'All are sold out' })).status).toBe(200);
    const { body } = await operator.get('/api/admin/audit');
    expect(body?.data).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subject: kept,
          action: 'order.captured',
          detail: expect.objectContaining({ amount: 900, reason: 'One is sold out' }),
        }),
        expect.objectContaining({
          subject: dropped,
          action: 'order.cancelled',
          detail: expect.objectContaining({ reason: 'All are sold out' }),
        }),
      ]),
    );
  });

  it('is let go in the dashboard', async () => {
    const { orderId, intent } = await hold();
    await shop.stripe.paymentIntents.cancel(intent.id);
    await becomes(orderId, 'cancelled');
  });

  it('lapses, and the order expires', async () => {
    const { orderId } = await hold();
    await shop.sandbox.advance(8 * 24 * 60 * 60);
    await becomes(orderId, 'expired');
  });

  it('is captured in spite of an answer that was lost, by asking again', async () => {
    const { orderId } = await hold();
    const route = 'POST /v1/payment_intents/:id/capture';
    await shop.sandbox.fail({ route, kind: 'reset', when: 'after', times: 1 });
    expect(await capture(orderId)).toMatchObject({ status: 200, body: { amount_captured: 2_200 } });
  });

  it('stays held while Stripe is away, and can be asked for again', async () => {
    const { orderId } = await hold();
    const route = 'POST /v1/payment_intents/:id/capture';
    await shop.sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: FOREVER });
    expect(await capture(orderId)).toMatchObject({ status: 503, body: { code: 'stripe_unavailable' } });
    expect(await orderOf(orderId)).toMatchObject({ status: 'authorized' });
    await shop.sandbox.clearFaults();
    expect(await capture(orderId, { amount: 900 })).toMatchObject({ status: 200 });
    expect(await orderOf(orderId)).toMatchObject({ status: 'paid', amount_captured: 900 });
  });
});

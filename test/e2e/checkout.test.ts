import type Stripe from 'stripe';
import { ExpireOrders } from '../../src/application/orders/expire-orders.js';
import { ApiUser } from '../support/api-user.js';
import { payOnPage, tryOnPage } from '../support/checkout-page.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { stock } from '../support/stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;
const RETURN_TO = 'http://localhost:3000';

describe("a customer pays on Stripe's page", () => {
  let shop: PayingShop;
  let operator: ApiUser;
  let customer: ApiUser;
  let priceId: string;

  beforeAll(async () => {
    shop = await startPayingShop();
    operator = await ApiUser.operator(shop.app);
    customer = await ApiUser.register(shop.app);
    ({ priceId } = await stock(operator));
  });
  afterAll(() => shop.close());

  const placeOrder = async (price = priceId, quantity = 2): Promise<string> => {
    const { status, body } = await customer.post('/api/orders', { items: [{ price_id: price, quantity }] });
    expect(status).toBe(201);
    return String(body?.id);
  };
  const checkOut = async (orderId: string, urls = {}): Promise<{ id: string; url: string }> => {
    const { status, body } = await customer.post('/api/checkout', { order_id: orderId, ...urls });
    expect(status).toBe(200);
    return { id: String(body?.id), url: String(body?.url) };
  };
  const payByCard = async (orderId: string): Promise<string> => {
    const { status, body } = await customer.post('/api/payments/intent', { order_id: orderId });
    expect(status).toBe(200);
    return String(body?.payment_intent_id);
  };
  const session = (id: string): Promise<Stripe.Checkout.Session> =>
    shop.stripe.checkout.sessions.retrieve(id, { expand: ['line_items', 'payment_intent'] });
  const becomes = async (orderId: string, expected: string): Promise<Record<string, unknown> | undefined> => {
    const answer = await eventually(
      () => customer.get(`/api/orders/${orderId}`),
      ({ body }) => body?.status === expected,
      SETTLED_WITHIN_MS,
    );
    return answer.body as Record<string, unknown> | undefined;
  };
  const openAtStripe = async (orderId: string): Promise<string[]> => {
    const { data: sessions } = await shop.stripe.checkout.sessions.list({ limit: 100 });
    const { data: intents } = await shop.stripe.paymentIntents.list({ limit: 100 });
    return [
      ...sessions.filter(({ metadata, status }) => metadata?.order_id === orderId && status === 'open'),
      ...intents.filter(({ metadata, status }) => metadata.order_id === orderId && status !== 'canceled'),
    ].map(({ id }) => id);
  };

  it('and the order is paid, once, with what the page asked for', async () => {
    const orderId = await placeOrder();
    const { id, url } = await checkOut(orderId, {
      success_url: `${RETURN_TO}/orders/${orderId}?id={CHECKOUT_SESSION_ID}`,
    });
    expect(id).toMatch(/^cs_/);
    const open = await session(id);
    expect(open).toMatchObject({
      url,
      amount_total: 2_200,
      currency: 'jpy',
      client_reference_id: orderId,
      automatic_tax: { enabled: false },
      success_url: `${RETURN_TO}/orders/${orderId}?id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${RETURN_TO}/orders/${orderId}`,
    });
    expect(open.metadata).toMatchObject({ order_id: orderId, user_id: customer.id });
    expect(await payOnPage(shop, id)).toBe(`${RETURN_TO}/orders/${orderId}?id=${id}`);
    const order = await becomes(orderId, 'paid');
    expect(order).toMatchObject({ amount_captured: 2_200 });
    expect((order?.history as { status: string }[]).map(({ status }) => status)).toEqual([
      'pending',
      'awaiting_payment',
      'paid',
    ]);
    const { payment_intent: intent } = await session(id);
    expect((intent as Stripe.PaymentIntent).metadata).toMatchObject({
      order_id: orderId,
      order_number: order?.number,
      user_id: customer.id,
    });
    const again = await customer.post('/api/checkout', { order_id: orderId });
    expect([again.status, again.body?.code]).toEqual([409, 'payment_already_processed']);
    const finished = await eventually(
      async () => (await operator.get('/api/admin/events?limit=100')).body?.data as { status: string }[],
      (events) => events.every(({ status }) => status === 'processed' || status === 'ignored'),
      SETTLED_WITHIN_MS,
    );
    expect(finished.length).toBeGreaterThan(0);
  });

  it('after a declined card, on the same page', async () => {
    const orderId = await placeOrder();
    const { id } = await checkOut(orderId);
    expect(await tryOnPage(shop, id, 'pm_card_chargeDeclined')).toMatchObject({
      error: { message: expect.stringContaining('declined') },
    });
    expect((await checkOut(orderId)).id).toBe(id);
    await payOnPage(shop, id);
    await becomes(orderId, 'paid');
  });

  it.each([
    ['jpy', { currency: 'jpy', unit_amount: 333, tax_behavior: 'exclusive', tax_rate: 10 }, 3, 1_099],
    ['usd', { currency: 'usd', unit_amount: 1_999, tax_behavior: 'exclusive', tax_rate: 8.875 }, 2, 4_353],
    ['kwd', { currency: 'kwd', unit_amount: 12_340, tax_behavior: 'exclusive', tax_rate: 5 }, 1, 12_960],
    [
      'isk',
      { currency: 'isk', unit_amount: 150_000, tax_behavior: 'exclusive', tax_rate: 11.1111 },
      1,
      166_700,
    ],
  ])('in %s, and the page comes to exactly our total, tax included', async (_, price, quantity, total) => {
    const { priceId: other } = await stock(operator, price);
    const orderId = await placeOrder(other, quantity);
    const { id } = await checkOut(orderId);
    expect(await session(id)).toMatchObject({ amount_total: total, currency: price.currency });
    await payOnPage(shop, id);
    expect(await becomes(orderId, 'paid')).toMatchObject({ total, amount_captured: total });
  });

  it('or by the card form, whichever was opened last: the other one is closed at Stripe', async () => {
    const orderId = await placeOrder();
    const intent = await payByCard(orderId);
    const { id } = await checkOut(orderId);
    expect((await shop.stripe.paymentIntents.retrieve(intent)).status).toBe('canceled');
    const second = await payByCard(orderId);
    expect((await session(id)).status).toBe('expired');
    await shop.stripe.paymentIntents.confirm(second, { payment_method: 'pm_card_visa' });
    await becomes(orderId, 'paid');
    expect(await openAtStripe(orderId)).toEqual([second]);
  });

  it('and 50 parallel calls of both kinds leave at most one that can be paid', async () => {
    const orderId = await placeOrder();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        customer.post(index % 2 === 0 ? '/api/checkout' : '/api/payments/intent', { order_id: orderId }),
      ),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.every(({ status, body }) => status === 409 && body?.code === 'payment_replaced')).toBe(
      true,
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect(await openAtStripe(orderId)).toHaveLength(1);
  });

  it('and a slow method pays later', async () => {
    const { priceId: dollars } = await stock(operator, { currency: 'usd', unit_amount: 1_000, tax_rate: 0 });
    const orderId = await placeOrder(dollars, 1);
    const { id } = await checkOut(orderId);
    await payOnPage(shop, id, 'pm_usBankAccount_success');
    await becomes(orderId, 'paid');
  });

  it('or fails later: the order can be paid again, on a new page', async () => {
    const { priceId: dollars } = await stock(operator, { currency: 'usd', unit_amount: 1_000, tax_rate: 0 });
    const orderId = await placeOrder(dollars, 1);
    const { id } = await checkOut(orderId);
    await payOnPage(shop, id, 'pm_usBankAccount_noAccount');
    await eventually(
      async () => (await operator.get(`/api/admin/events?object_id=${id}`)).body?.data as { type: string }[],
      (events) => events.some(({ type }) => type === 'checkout.session.async_payment_failed'),
      SETTLED_WITHIN_MS,
    );
    await becomes(orderId, 'awaiting_payment');
    const { id: second } = await checkOut(orderId);
    expect(second).not.toBe(id);
    await payOnPage(shop, second);
    await becomes(orderId, 'paid');
  });

  it('and the money is only held where the price asks for it', async () => {
    const { priceId: held } = await stock(operator, { capture_method: 'manual' });
    const orderId = await placeOrder(held, 1);
    await payOnPage(shop, (await checkOut(orderId)).id);
    await becomes(orderId, 'authorized');
    const captured = await operator.post(`/api/admin/orders/${orderId}/capture`, {});
    expect(captured.status).toBe(200);
    await becomes(orderId, 'paid');
  });

  it('and by a voucher, which is waited for: the order does not expire meanwhile', async () => {
    const orderId = await placeOrder(priceId, 1);
    await payOnPage(shop, (await checkOut(orderId)).id, 'pm_konbini');
    const payment = async (): Promise<unknown> =>
      (await customer.get(`/api/orders/${orderId}`)).body?.payment;
    await eventually(payment, (seen) => JSON.stringify(seen).includes('requires_action'), SETTLED_WITHIN_MS);
    await shop.worker.get(ExpireOrders).execute({ payableMs: 0, signal: new AbortController().signal });
    expect((await customer.get(`/api/orders/${orderId}`)).body).toMatchObject({
      status: 'awaiting_payment',
      payment: { kind: 'checkout', status: 'requires_action', next_action_required: true },
    });
  });

  it('or cancels the order, and the page cannot be paid on any more', async () => {
    const orderId = await placeOrder();
    const { id } = await checkOut(orderId);
    const cancelled = await customer.post(`/api/orders/${orderId}/cancel`);
    expect([cancelled.status, cancelled.body?.status]).toEqual([200, 'cancelled']);
    expect((await session(id)).status).toBe('expired');
    const refused = await customer.post('/api/checkout', { order_id: orderId });
    expect([refused.status, refused.body?.code]).toEqual([409, 'order_not_payable']);
  });

  it('of their own: to others it is forbidden, and unknown to nobody else', async () => {
    const orderId = await placeOrder();
    const stranger = await ApiUser.register(shop.app);
    const forbidden = await stranger.post('/api/checkout', { order_id: orderId });
    expect([forbidden.status, forbidden.body?.code]).toEqual([403, 'permission_denied']);
    const unknown = await stranger.post('/api/checkout', { order_id: 'nope' });
    expect([unknown.status, unknown.body?.code]).toEqual([404, 'order_not_found']);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    'javascript:alert(1)',
    'http://localhost:3000.evil.example/',
  ])('and is sent to no page but the shop’s own: %s is refused', async (address) => {
    const orderId = await placeOrder();
    for (const field of ['success_url', 'cancel_url']) {
      const { status, body } = await customer.post('/api/checkout', { order_id: orderId, [field]: address });
      expect([status, body?.code]).toEqual([400, 'validation_failed']);
      expect(body?.errors).toMatchObject([{ field }]);
    }
  });

  it('and the smallest charge is named below it', async () => {
    const { priceId: cheap } = await stock(operator, { currency: 'usd', unit_amount: 10, tax_rate: 0 });
    const orderId = await placeOrder(cheap, 1);
    const { status, body } = await customer.post('/api/checkout', { order_id: orderId });
    expect([status, body?.code]).toEqual([422, 'amount_too_small']);
    expect(body?.detail).toContain('0.50 usd');
  });
});

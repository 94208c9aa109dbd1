import type Stripe from 'stripe';
import { ApiUser } from '../support/api-user.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { stock } from '../support/stocked-shop.js';

/** From the confirmation to the order that is paid. */
const PAID_WITHIN_MS = 2_000;
const SETTLED_WITHIN_MS = 10_000;

describe('a customer pays for an order', () => {
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

  const placeOrder = async (): Promise<string> => {
    const { status, body } = await customer.post('/api/orders', {
      items: [{ price_id: priceId, quantity: 2 }],
    });
    expect(status).toBe(201);
    return String(body?.id);
  };
  const openPayment = async (orderId: string): Promise<string> => {
    const { status, body } = await customer.post('/api/payments/intent', { order_id: orderId });
    expect(status).toBe(200);
    return String(body?.payment_intent_id);
  };
  const confirm = (id: string, paymentMethod: string): Promise<Stripe.PaymentIntent> =>
    shop.stripe.paymentIntents.confirm(id, { payment_method: paymentMethod });
  const becomes = async (orderId: string, expected: string, withinMs = SETTLED_WITHIN_MS): Promise<unknown> =>
    eventually(
      async () => (await customer.get(`/api/orders/${orderId}`)).body?.status,
      (status) => status === expected,
      withinMs,
    );
  const eventsOf = async (objectId: string, type: string): Promise<Record<string, unknown>[]> => {
    const { body } = await operator.get(`/api/admin/events?object_id=${objectId}&type=${type}`);
    return body?.data as Record<string, unknown>[];
  };

  it('and it is paid within two seconds of the confirmation, by Stripe alone', async () => {
    const orderId = await placeOrder();
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    expect(body).toEqual({
      client_secret: expect.stringMatching(/^pi_.+_secret_/),
      payment_intent_id: expect.stringMatching(/^pi_/),
      amount: 2_200,
      currency: 'jpy',
      status: 'requires_payment_method',
      publishable_key: 'pk_test_kaikei',
    });
    await confirm(String(body?.payment_intent_id), 'pm_card_visa');
    await becomes(orderId, 'paid', PAID_WITHIN_MS);
    const order = await customer.get(`/api/orders/${orderId}`);
    expect(order.body).toMatchObject({ amount_captured: 2_200, amount_refunded: 0 });
    expect((order.body?.history as { status: string }[]).map(({ status }) => status)).toEqual([
      'pending',
      'awaiting_payment',
      'paid',
    ]);
  });

  it('and the payment carries the customer, and what it is for', async () => {
    const orderId = await placeOrder();
    const intent = await shop.stripe.paymentIntents.retrieve(await openPayment(orderId), {
      expand: ['customer'],
    });
    expect(intent.metadata).toMatchObject({ order_id: orderId, user_id: customer.id });
    expect(intent.customer).toMatchObject({ metadata: { user_id: customer.id } });
    await confirm(intent.id, 'pm_card_visa');
    const { data: charges } = await shop.stripe.charges.list({ payment_intent: intent.id });
    const [charge] = charges;
    expect(charge?.metadata).toMatchObject({
      order_id: orderId,
      order_number: intent.metadata.order_number,
    });
  });

  it('and pays once, however often the page asks for a payment', async () => {
    const orderId = await placeOrder();
    const asked = await Promise.all(Array.from({ length: 10 }, () => openPayment(orderId)));
    expect(new Set(asked).size).toBe(1);
    await confirm(asked[0] ?? '', 'pm_card_visa');
    await becomes(orderId, 'paid');
    const again = await customer.post('/api/payments/intent', { order_id: orderId });
    expect([again.status, again.body?.code]).toEqual([409, 'payment_already_processed']);
  });

  it('and after a declined card pays with another', async () => {
    const orderId = await placeOrder();
    const id = await openPayment(orderId);
    await expect(confirm(id, 'pm_card_visa_chargeDeclined')).rejects.toThrow('declined');
    expect(await openPayment(orderId)).toBe(id);
    await confirm(id, 'pm_card_visa');
    await becomes(orderId, 'paid');
    const [failed] = await eventually(
      () => eventsOf(id, 'payment_intent.payment_failed'),
      ([event]) => event?.status === 'processed',
      SETTLED_WITHIN_MS,
    );
    expect(failed).toMatchObject({ attempts: 1, last_error: null });
  });

  it('or cancels the order, and then nothing can be paid any more', async () => {
    const orderId = await placeOrder();
    const id = await openPayment(orderId);
    const cancelled = await customer.post(`/api/orders/${orderId}/cancel`);
    expect([cancelled.status, cancelled.body?.status]).toEqual([200, 'cancelled']);
    expect((await shop.stripe.paymentIntents.retrieve(id)).status).toBe('canceled');
    const refused = await customer.post('/api/payments/intent', { order_id: orderId });
    expect([refused.status, refused.body?.code]).toEqual([409, 'order_not_payable']);
  });

  it('of their own: to others it is forbidden, and unknown to nobody else', async () => {
    const orderId = await placeOrder();
    const stranger = await ApiUser.register(shop.app);
    const forbidden = await stranger.post('/api/payments/intent', { order_id: orderId });
    expect([forbidden.status, forbidden.body?.code]).toEqual([403, 'permission_denied']);
    const unknown = await stranger.post('/api/payments/intent', {
      order_id: '01a1fb86-9496-72a5-a1d0-9b02b79244ad',
    });
    expect([unknown.status, unknown.body?.code]).toEqual([404, 'order_not_found']);
    const noId = await stranger.post('/api/payments/intent', { order_id: 'nope' });
    expect([noId.status, noId.body?.code]).toEqual([404, 'order_not_found']);
    const shouted = await customer.post('/api/payments/intent', { order_id: orderId.toUpperCase() });
    expect(shouted.status).toBe(200);
  });

  it.each(['amount', 'currency', 'total', 'metadata'])('whose %s a client cannot say', async (field) => {
    const orderId = await placeOrder();
    const { status, body } = await customer.post('/api/payments/intent', { order_id: orderId, [field]: 1 });
    expect([status, body?.code]).toEqual([400, 'validation_failed']);
    expect(body?.errors).toMatchObject([{ field }]);
  });

  it.each([
    ['payment', '/api/payments/intent', 'payment_intents', 'payment_intent_creation_failed'],
    ['setup', '/api/payment-methods/setup-intent', 'setup_intents', 'payment_method_refused'],
  ])('and a key whose %s Stripe has no more says so, while a new call begins anew', async (...facts) => {
    const [what, path, objects, code] = facts;
    const body = what === 'payment' ? { order_id: await placeOrder() } : undefined;
    const key = { 'idempotency-key': crypto.randomUUID() };
    expect((await customer.post(path, body, key)).status).toBe(200);
    const route = `GET /v1/${objects}/:id`;
    await shop.sandbox.fail({ route, kind: 'status', status: 404, when: 'before', times: 1 });
    expect(await customer.post(path, body, key)).toMatchObject({ status: 502, body: { code } });
    expect((await customer.post(path, body)).status).toBe(200);
  });

  it('and operators see each event, replay it, and nothing is paid twice', async () => {
    const orderId = await placeOrder();
    const id = await openPayment(orderId);
    await confirm(id, 'pm_card_visa');
    await becomes(orderId, 'paid');
    const [event] = await eventsOf(id, 'payment_intent.succeeded');
    const path = `/api/admin/events/${String(event?.id)}`;
    expect((await operator.get(path)).body).toMatchObject({
      status: 'processed',
      payload: { data: { object: { id } } },
    });
    expect((await operator.post(`${path}/replay`)).status).toBe(202);
    await eventually(
      async () => (await operator.get(path)).body,
      (body) => body?.status === 'processed' && body.attempts === 1,
      SETTLED_WITHIN_MS,
    );
    expect((await customer.get(`/api/orders/${orderId}`)).body).toMatchObject({ amount_captured: 2_200 });
    const audit = await operator.get('/api/admin/audit');
    expect(audit.body?.data).toContainEqual(
      expect.objectContaining({
        action: 'event.replayed',
        subject: event?.id,
        actor_user_id: operator.id,
      }),
    );
  });

  it('and what Stripe sends about others is ignored', async () => {
    const { id } = await shop.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    await confirm(id, 'pm_card_visa');
    const [event] = await eventually(
      () => eventsOf(id, 'payment_intent.succeeded'),
      ([found]) => found !== undefined && found.status !== 'pending' && found.status !== 'processing',
      SETTLED_WITHIN_MS,
    );
    expect(event).toMatchObject({ status: 'ignored' });
  });

  it('and money that names an order which did not ask for it is a finding', async () => {
    const orderId = await placeOrder();
    const { id } = await shop.stripe.paymentIntents.create({
      amount: 2_200,
      currency: 'jpy',
      metadata: { order_id: orderId },
    });
    await confirm(id, 'pm_card_visa');
    const finding = await eventually(
      async () => {
        const { body } = await operator.get('/api/admin/findings');
        return (body?.data as Record<string, unknown>[]).find(({ subject }) => subject === id);
      },
      (found) => found !== undefined,
      SETTLED_WITHIN_MS,
    );
    expect(finding).toMatchObject({ kind: 'payment_mismatch', resolved_at: null });
    expect((await customer.get(`/api/orders/${orderId}`)).body).toMatchObject({ status: 'pending' });
  });

  it('and an id or a text with a null character is an error of the client, not of the server', async () => {
    expect((await operator.get('/api/admin/events/evt_%00')).status).toBe(404);
    expect((await operator.post('/api/admin/events/evt_%00/replay')).status).toBe(404);
    expect((await operator.get('/api/admin/events?type=a%00b')).status).toBe(400);
    expect((await operator.post('/api/admin/products', { name: 'a\u0000b' })).status).toBe(400);
    expect((await customer.get('/api/orders/%00')).status).toBe(404);
    expect((await customer.get('/api/orders?cursor=%00')).status).toBe(400);
  });

  it('and customers see nothing of what operators see', async () => {
    for (const path of ['/api/admin/events', '/api/admin/findings', '/api/admin/events/evt_1']) {
      expect((await customer.get(path)).status).toBe(403);
    }
    expect((await operator.get('/api/admin/events/evt_nothing')).body).toMatchObject({
      code: 'event_not_found',
    });
  });
});

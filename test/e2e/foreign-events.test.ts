import type Stripe from 'stripe';
import { ApiUser } from '../support/api-user.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { RECORDED_EVENTS } from '../support/recorded-events.js';
import { deliver, type EventPayload, newEventId } from '../support/signed-event.js';
import { stock } from '../support/stocked-shop.js';

const OWN = { path: '/webhooks/stripe', secret: 'whsec_kaikei' };
const CONNECT = { path: '/webhooks/stripe/connect', secret: 'whsec_connect' };
/** Longer than Stripe is asked again for what it denies to have (webhooks/dispatch/retry-schedule.ts). */
const WITHIN_MS = 20_000;

describe('events of other accounts, modes and shapes', () => {
  let shop: PayingShop;
  let operator: ApiUser;
  let customer: ApiUser;
  let priceId: string;

  beforeAll(async () => {
    shop = await startPayingShop({ STRIPE_CONNECT_WEBHOOK_SECRET: CONNECT.secret });
    operator = await ApiUser.operator(shop.app);
    customer = await ApiUser.register(shop.app);
    ({ priceId } = await stock(operator));
  });
  afterAll(() => shop.close());

  const openPayment = async (): Promise<{ orderId: string; intent: Stripe.PaymentIntent }> => {
    const order = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    const orderId = String(order.body?.id);
    const { body } = await customer.post('/api/payments/intent', { order_id: orderId });
    return { orderId, intent: await shop.stripe.paymentIntents.retrieve(String(body?.payment_intent_id)) };
  };
  const statusOf = async (orderId: string): Promise<unknown> =>
    (await customer.get(`/api/orders/${orderId}`)).body?.status;
  const succeeded = (
    { amount, client_secret: _secret, ...intent }: Stripe.PaymentIntent,
    more: object,
    objectMore: object = {},
  ): EventPayload => ({
    id: newEventId(),
    object: 'event',
    api_version: '2026-10-28.endive',
    created: Math.floor(Date.now() / 1_000),
    livemode: false,
    pending_webhooks: 1,
    request: null,
    type: 'payment_intent.succeeded',
    data: { object: { ...intent, amount, amount_received: amount, status: 'succeeded', ...objectMore } },
    ...more,
  });
  const deliverTo = async ({ path, secret }: typeof OWN, event: EventPayload): Promise<void> => {
    expect((await deliver(shop.app.url, secret, event, path)).status).toBe(200);
  };
  const settled = async ({ id }: EventPayload): Promise<Record<string, unknown> | undefined> =>
    eventually(
      async () => (await operator.get(`/api/admin/events/${id}`)).body ?? undefined,
      (body) => body?.status !== 'pending' && body?.status !== 'processing',
      WITHIN_MS,
    );

  it.each([
    ['of an unknown account', CONNECT, { account: 'acct_other' }],
    ['of an unknown account, in live mode', CONNECT, { account: 'acct_other', livemode: true }],
    ['of an account, though they came to our own endpoint', OWN, { account: 'acct_other' }],
  ])('are kept and ignored when they are %s', async (_name, endpoint, facts) => {
    const { orderId, intent } = await openPayment();
    const event = succeeded(intent, facts);
    await deliverTo(endpoint, event);
    expect(await settled(event)).toMatchObject({
      status: 'ignored',
      account: 'acct_other',
      last_error: null,
    });
    expect(await statusOf(orderId)).toBe('awaiting_payment');
  });

  it('are kept and ignored when they are of the other mode and nothing of ours', async () => {
    const { intent } = await openPayment();
    const live = { id: 'pi_live', metadata: {}, livemode: true };
    const event = succeeded(intent, { livemode: true }, live);
    await deliverTo(OWN, event);
    expect(await settled(event)).toMatchObject({ status: 'ignored', account: null });
  });

  it('are kept and ignored when they are thin', async () => {
    const thin = {
      id: newEventId(),
      object: 'v2.core.event',
      type: 'v1.billing.meter.error_report_triggered',
      created: new Date().toISOString(),
      livemode: false,
      related_object: { id: 'mtr_1', type: 'billing.meter', url: '/v1/billing/meters/mtr_1' },
    };
    await deliverTo(OWN, thin);
    expect(await settled(thin)).toMatchObject({ status: 'ignored', object_id: 'mtr_1', last_error: null });
  });

  it('are kept and ignored when Stripe has nothing of what they tell, whatever their version', async () => {
    const events = RECORDED_EVENTS.map(({ object, ...facts }) => ({
      ...facts,
      id: newEventId(),
      object: 'event',
      livemode: false,
      pending_webhooks: 1,
      request: null,
      data: { object },
    }));
    for (const event of events) await deliverTo(OWN, event);
    for (const event of events)
      expect(await settled(event)).toMatchObject({ status: 'ignored', last_error: null });
  });

  it.each([
    ['2018-11-08', { latest_charge: undefined, source: 'src_1', allowed_source_types: ['card'] }],
    ['2022-08-01', { latest_charge: undefined, payment_method_types: ['card'] }],
  ])('pay an order in the shape of version %s', async (api_version, shape) => {
    const { orderId, intent } = await openPayment();
    const charges = { object: 'list', data: [{ id: 'ch_1', object: 'charge' }], has_more: false };
    const event = succeeded(intent, { api_version }, { ...shape, charges });
    await deliverTo(OWN, event);
    expect(await settled(event)).toMatchObject({ status: 'processed', last_error: null });
    expect(await statusOf(orderId)).toBe('paid');
  });
});

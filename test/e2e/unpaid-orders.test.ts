import type { Answer } from '../support/browser-client.js';
import { ExpireOrders } from '../../src/application/orders/expire-orders.js';
import { SettleAttempts } from '../../src/application/payments/settle-attempts.js';
import { SettleCustomers } from '../../src/application/payments/settle-customers.js';
import { ApiUser } from '../support/api-user.js';
import { payOnPage, tryOnPage } from '../support/checkout-page.js';
import { eventually } from '../support/eventually.js';
import { type PayingShop, startPayingShop } from '../support/paying-shop.js';
import { sql } from '../support/sql.js';
import { stock } from '../support/stocked-shop.js';

const SETTLED_WITHIN_MS = 10_000;
const signal = new AbortController().signal;

describe('while Stripe’s events do not come', () => {
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
  beforeEach(() => deliver({ paused: true }));
  afterEach(async () => {
    await shop.sandbox.clearFaults();
    await deliver({ paused: false });
  });
  afterAll(() => shop.close());

  const deliver = async (delivery: { paused: boolean }): Promise<void> => {
    for (const [method, path, body] of [
      ['PUT', 'delivery', delivery],
      ...(delivery.paused ? [] : [['POST', 'deliver', {}] as const]),
    ] as const) {
      const headers = { 'content-type': 'application/json' };
      await fetch(`${shop.sandbox.url}/_sandbox/${path}`, { method, headers, body: JSON.stringify(body) });
    }
  };
  const placeOrder = async (): Promise<string> => {
    const { body } = await customer.post('/api/orders', { items: [{ price_id: priceId, quantity: 1 }] });
    return String(body?.id);
  };
  const checkOut = (orderId: string): Promise<Answer> =>
    customer.post('/api/checkout', { order_id: orderId });
  const payByCard = (orderId: string): Promise<Answer> =>
    customer.post('/api/payments/intent', { order_id: orderId });
  const show = async (orderId: string): Promise<Record<string, unknown> | null> =>
    (await customer.get(`/api/orders/${orderId}`)).body;
  const refresh = (orderId: string, who = customer): Promise<Answer> =>
    who.post(`/api/orders/${orderId}/refresh`);
  const expire = (): Promise<number> => shop.worker.get(ExpireOrders).execute({ payableMs: 0, signal });
  const database = (statement: string, parameters: readonly unknown[] = []): Promise<unknown[]> =>
    sql(shop.app.database.url, statement, parameters);
  /** As if a minute had passed. */
  const settle = async (): Promise<void> => {
    await database(`UPDATE payment_attempts SET next_look_at = now()`);
    await shop.worker.get(SettleAttempts).execute({ signal });
  };

  it('a payer who comes back from Stripe’s page finds the order paid, and the events change nothing', async () => {
    const orderId = await placeOrder();
    await payOnPage(shop, String((await checkOut(orderId)).body?.id));
    expect(await show(orderId)).toMatchObject({
      status: 'paid',
      payment: {
        kind: 'checkout',
        status: 'succeeded',
        next_action_required: false,
        last_error: null,
        last_error_code: null,
      },
    });
    await deliver({ paused: false });
    await eventually(
      async () =>
        (await operator.get('/api/admin/events?type=checkout.session.completed')).body?.data as {
          status: string;
        }[],
      (events) => events.length > 0 && events.every(({ status }) => status === 'processed'),
      SETTLED_WITHIN_MS,
    );
    const published = await database(`SELECT type FROM outbox_events WHERE subject = $1 ORDER BY type`, [
      orderId,
    ]);
    expect(published).toEqual([{ type: 'order.fulfillable' }, { type: 'order.paid' }]);
  });

  it('a payer who comes back from their bank asks the server, which asks Stripe', async () => {
    const orderId = await placeOrder();
    const id = String((await payByCard(orderId)).body?.payment_intent_id);
    await shop.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await show(orderId)).toMatchObject({ status: 'awaiting_payment' });
    expect((await refresh(orderId)).body).toMatchObject({ status: 'paid' });
  });

  it('a payer whose bank asks for more is told so, and why the last try failed', async () => {
    const orderId = await placeOrder();
    expect(await show(orderId)).toMatchObject({ payment: null });
    const id = String((await payByCard(orderId)).body?.payment_intent_id);
    await shop.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_threeDSecure2Required' });
    expect((await refresh(orderId)).body).toMatchObject({
      status: 'awaiting_payment',
      payment: { kind: 'payment_intent', status: 'requires_action', next_action_required: true },
    });
    const other = await placeOrder();
    const { body } = await checkOut(other);
    await tryOnPage(shop, String(body?.id), 'pm_card_chargeDeclined');
    await deliver({ paused: false });
    await eventually(
      () => show(other),
      (order) => (order?.payment as { last_error: string | null }).last_error !== null,
      SETTLED_WITHIN_MS,
    );
    expect(await show(other)).toMatchObject({
      payment: {
        status: 'requires_payment_method',
        last_error: expect.stringContaining('declined'),
        last_error_code: 'generic_decline',
      },
    });
  });

  it('nobody else can ask about an order', async () => {
    const orderId = await placeOrder();
    const stranger = await ApiUser.register(shop.app);
    expect((await refresh(orderId, stranger)).body).toMatchObject({ code: 'order_not_found' });
  });

  it('unpaid orders expire, once Stripe has closed what was open', async () => {
    const [untouched, byCard, byCheckout] = [await placeOrder(), await placeOrder(), await placeOrder()];
    const intent = String((await payByCard(byCard)).body?.payment_intent_id);
    const session = String((await checkOut(byCheckout)).body?.id);
    expect(await expire()).toBeGreaterThanOrEqual(3);
    for (const orderId of [untouched, byCard, byCheckout]) {
      expect(await show(orderId)).toMatchObject({ status: 'expired' });
    }
    expect((await shop.stripe.paymentIntents.retrieve(intent)).status).toBe('canceled');
    expect((await shop.stripe.checkout.sessions.retrieve(session)).status).toBe('expired');
    expect((await checkOut(byCheckout)).body).toMatchObject({ status: 409, code: 'order_not_payable' });
  });

  it('an order that was paid at Stripe meanwhile is paid instead of expired', async () => {
    const orderId = await placeOrder();
    await payOnPage(shop, String((await checkOut(orderId)).body?.id));
    await expire();
    expect(await show(orderId)).toMatchObject({ status: 'paid' });
  });

  it('an order stays while Stripe cannot confirm', async () => {
    const orderId = await placeOrder();
    await checkOut(orderId);
    await shop.sandbox.fail({
      route: 'POST /v1/checkout/sessions/:id/expire',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 1,
    });
    await expire();
    expect(await show(orderId)).toMatchObject({ status: 'awaiting_payment' });
  });

  it('what a crash kept from being stored is settled without anybody coming back', async () => {
    const orderId = await placeOrder();
    const { body: made } = await checkOut(orderId);
    await database(
      `UPDATE checkout_sessions SET status = 'opening', stripe_session_id = NULL WHERE stripe_session_id = $1`,
      [made?.id],
    );
    await database(`UPDATE payment_attempts SET status = 'opening' WHERE order_id = $1`, [orderId]);
    await settle();
    expect(
      await database(
        `SELECT a.status, c.stripe_session_id FROM payment_attempts a
         JOIN checkout_sessions c ON c.attempt_id = a.id WHERE a.order_id = $1`,
        [orderId],
      ),
    ).toEqual([{ status: 'open', stripe_session_id: made?.id }]);
    expect((await checkOut(orderId)).body).toEqual(made);
  });

  it('a payment whose events are all lost is found', async () => {
    const orderId = await placeOrder();
    const id = String((await payByCard(orderId)).body?.payment_intent_id);
    await shop.stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    await settle();
    expect(await show(orderId)).toMatchObject({ status: 'paid' });
  });

  it('a customer that a crash kept from being stored is found again, and not made twice', async () => {
    const newcomer = await ApiUser.register(shop.app);
    await database(
      `UPDATE stripe_customers SET stripe_customer_id = NULL, next_look_at = now() WHERE user_id = $1`,
      [newcomer.id],
    );
    await shop.worker.get(SettleCustomers).execute({ signal });
    const { data } = await shop.stripe.customers.list({ limit: 100 });
    const [customerAtStripe, ...others] = data.filter(({ metadata }) => metadata.user_id === newcomer.id);
    expect(others).toEqual([]);
    expect(
      await database(`SELECT stripe_customer_id AS id FROM stripe_customers WHERE user_id = $1`, [
        newcomer.id,
      ]),
    ).toEqual([{ id: customerAtStripe?.id }]);
  });
});

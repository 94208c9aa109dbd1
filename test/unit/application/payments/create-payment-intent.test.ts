import { DomainError } from '../../../../src/domain/shared/domain-error.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

describe('POST /api/payments/intent: the use case', () => {
  let world: PaymentsWorld;
  const pay = (
    orderId = 'order-1',
    userId = PAYER,
  ): ReturnType<PaymentsWorld['createPaymentIntent']['execute']> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId, orderId });
  const codeOf = async (call: Promise<unknown>): Promise<string> =>
    call.then(
      () => 'none',
      (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
    );

  beforeEach(() => {
    world = new PaymentsWorld();
  });

  it("takes amount, currency and metadata from the order, and the user's Stripe customer", async () => {
    await world.placeOrder();
    await expect(pay()).resolves.toEqual({
      clientSecret: 'pi_1_secret',
      paymentIntentId: 'pi_1',
      amountMinor: 1_200,
      currency: 'jpy',
      status: 'requires_payment_method',
    });
    expect(world.stripe.payments.get('pi_1')).toMatchObject({
      orderId: 'order-1',
      orderNumber: 'KAI-261120-order-1',
      amountMinor: 1_200,
    });
    expect([...world.stripe.customers.values()]).toMatchObject([
      { userId: PAYER, email: `${PAYER}@example.com` },
    ]);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('answers the same PaymentIntent to a second call', async () => {
    await world.placeOrder();
    const first = await pay();
    expect(await pay()).toEqual(first);
    expect(world.stripe.payments.size).toBe(1);
  });

  it('makes one PaymentIntent of 50 parallel calls, with one call to Stripe', async () => {
    await world.placeOrder();
    const answers = await Promise.all(Array.from({ length: 50 }, () => pay()));
    expect(new Set(answers.map(({ paymentIntentId }) => paymentIntentId))).toEqual(new Set(['pi_1']));
    expect(world.stripe.calls.filter((method) => method === 'createPayment')).toHaveLength(1);
    expect(world.stripe.customers.size).toBe(1);
  });

  it('knows no order of that id: order_not_found', async () => {
    expect(await codeOf(pay('order-2'))).toBe('order_not_found');
  });

  it("refuses someone else's order: permission_denied", async () => {
    await world.placeOrder();
    expect(await codeOf(pay('order-1', 'user-2'))).toBe('permission_denied');
    expect(world.stripe.calls).toEqual([]);
  });

  it('refuses a cancelled order: order_not_payable', async () => {
    const order = await world.placeOrder();
    order.cancel(world.clock.now(), 'customer');
    await world.orders.update(order);
    expect(await codeOf(pay())).toBe('order_not_payable');
  });

  it('refuses an order that is paid: payment_already_processed', async () => {
    await world.placeOrder({ amountMinor: 0 });
    expect(await codeOf(pay())).toBe('payment_already_processed');
  });

  it('learns from Stripe that the open payment succeeded meanwhile: payment_already_processed, and paid', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'succeeded', amountReceivedMinor: 1_200 });
    expect(await codeOf(pay())).toBe('payment_already_processed');
    expect(await world.statusOf()).toBe('paid');
    // And not that paying was begun.
    expect(await world.lastCauseOf()).toBe('looked_at_stripe');
  });

  it('opens no second payment while one is processing: payment_already_processed', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'processing' });
    expect(await codeOf(pay())).toBe('payment_already_processed');
    expect(await world.statusOf()).toBe('processing');
  });

  it("names the minimum below Stripe's smallest charge: amount_too_small", async () => {
    await world.placeOrder({ amountMinor: 49 });
    await expect(pay()).rejects.toMatchObject({
      code: 'amount_too_small',
      message: expect.stringContaining('50 jpy'),
    });
    expect(world.stripe.calls).toEqual([]);
  });

  it('opens a new attempt after the PaymentIntent was cancelled', async () => {
    await world.placeOrder();
    await pay();
    world.stripe.change('pi_1', { status: 'canceled' });
    expect((await pay()).paymentIntentId).toBe('pi_2');
    expect([...world.attempts.rows.values()].map(({ status }) => status)).toEqual(['canceled', 'open']);
  });

  it('knows when the payer is gone', async () => {
    const call = world.ensureCustomer.execute({ organizationId: ORGANIZATION, userId: 'user-unknown' });
    expect(await codeOf(call)).toBe('user_not_found');
  });
});

import type { RecordPaymentOutcome } from '../../../../src/application/payments/record-payment.js';
import type { StripeCheckoutSession } from '../../../../src/application/payments/ports/stripe-checkout.js';
import type { StripePayment } from '../../../../src/application/ports/stripe-service.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';
import { permutations } from '../../../support/permutations.js';

describe('what Stripe says about a page', () => {
  let world: PaymentsWorld;

  const checkOut = async (): Promise<string> => {
    await world.placeOrder();
    const { id } = await world.createCheckout.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
      successUrl: undefined,
      cancelUrl: undefined,
      locale: undefined,
    });
    return id;
  };
  /** As the engine does it: a doubt is settled by a look. */
  const sessionEvent = async (
    id: string,
    changes: Partial<StripeCheckoutSession> = {},
  ): Promise<RecordPaymentOutcome> => {
    const event = { session: { ...world.checkout.seen(id).session, ...changes }, payment: null };
    const common = { organizationId: ORGANIZATION, cause: 'checkout.session.completed', seenVersion: null };
    const outcome = await world.recordCheckout.execute({ ...common, ...event, source: 'event' });
    if (outcome !== 'doubt') return outcome;
    return world.recordCheckout.execute({ ...common, ...world.checkout.seen(id), source: 'fetch' });
  };
  const paymentEvent = (payment: StripePayment): Promise<RecordPaymentOutcome> =>
    world.recordPayment.execute({
      organizationId: ORGANIZATION,
      payment,
      source: 'event',
      seenVersion: null,
      cause: `payment_intent.${payment.status}`,
    });
  const paymentOf = (id: string): StripePayment => {
    const payment = world.stripe.payments.get(id);
    if (!payment) throw new Error(`There is no ${id}.`);
    return { ...payment, askedAt: world.clock.now(), asOf: world.clock.now() };
  };
  const attempt = (): unknown => [...world.attempts.rows.values()][0];

  beforeEach(() => {
    world = new PaymentsWorld();
  });

  it('pays the order when only the session’s event comes', async () => {
    const id = await checkOut();
    const payment = world.checkout.pay(id);
    expect(await sessionEvent(id)).toBe('applied');
    expect(await world.statusOf()).toBe('paid');
    expect(attempt()).toMatchObject({ status: 'succeeded', stripePaymentIntentId: payment });
  });

  it('has one effect, in whatever order and however often the events come', async () => {
    for (const order of permutations(['payment', 'session', 'session again', 'payment again'])) {
      world = new PaymentsWorld();
      const id = await checkOut();
      const payment = world.checkout.pay(id);
      for (const event of order) {
        if (event.startsWith('payment')) await paymentEvent(paymentOf(payment));
        else await sessionEvent(id);
      }
      expect(await world.statusOf()).toBe('paid');
      expect(world.findings.all).toEqual([]);
      expect(world.outbox.ofType('order.paid')).toHaveLength(1);
      expect(world.outbox.ofType('order.fulfillable')).toHaveLength(1);
      expect([...world.orders.rows.values()][0]?.history.map(({ status }) => status)).toEqual([
        'pending',
        'awaiting_payment',
        'paid',
      ]);
    }
  });

  it('is no news once the payment has told: Stripe is not asked', async () => {
    const id = await checkOut();
    await paymentEvent(paymentOf(world.checkout.pay(id)));
    const session = world.checkout.seen(id).session;
    const outcome = await world.recordCheckout.execute({
      organizationId: ORGANIZATION,
      session,
      payment: null,
      source: 'event',
      seenVersion: null,
      cause: 'checkout.session.completed',
    });
    expect(outcome).toBe('applied');
    expect([...world.checkouts.rows.values()]).toMatchObject([{ status: 'complete' }]);
  });

  it('reaches the order although the answer to the creation was lost', async () => {
    await world.placeOrder();
    world.checkout.failNext('create', 'after', new Error('The process is gone.'));
    await expect(checkOutAgain()).rejects.toThrow('The process is gone.');
    expect(attempt()).toMatchObject({ status: 'opening' });
    const payment = world.checkout.pay('cs_1');
    await paymentEvent(paymentOf(payment));
    await sessionEvent('cs_1');
    expect(await world.statusOf()).toBe('paid');
    expect([...world.checkouts.rows.values()]).toMatchObject([
      { status: 'complete', stripeSessionId: 'cs_1' },
    ]);
  });
  const checkOutAgain = (): Promise<unknown> =>
    world.createCheckout.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
      successUrl: undefined,
      cancelUrl: undefined,
      locale: undefined,
    });

  it('follows a slow method: processing, then paid', async () => {
    const id = await checkOut();
    const payment = world.checkout.tryToPay(id, { status: 'processing' });
    world.checkout.change(id, { status: 'complete' });
    await sessionEvent(id);
    expect(await world.statusOf()).toBe('processing');
    world.clock.advance(1_000);
    world.stripe.change(payment, { status: 'succeeded', amountReceivedMinor: 1_200 });
    world.checkout.change(id, { isPaid: true });
    await sessionEvent(id);
    expect(await world.statusOf()).toBe('paid');
  });

  it('follows a slow method: processing, then failed, and the order waits for another try', async () => {
    const id = await checkOut();
    const payment = world.checkout.tryToPay(id, { status: 'processing' });
    world.checkout.change(id, { status: 'complete' });
    await sessionEvent(id);
    world.clock.advance(1_000);
    world.stripe.change(payment, { status: 'requires_payment_method' });
    await sessionEvent(id);
    expect(await world.statusOf()).toBe('awaiting_payment');
    expect(world.outbox.ofType('order.paid')).toEqual([]);
  });

  it('waits for a voucher as for nothing else', async () => {
    const id = await checkOut();
    expect(await world.closePayment.isAwaited(ORGANIZATION, 'order-1')).toBe(false);
    world.checkout.tryToPay(id, { status: 'requires_action' });
    world.checkout.change(id, { status: 'complete' });
    await sessionEvent(id);
    expect(await world.closePayment.isAwaited(ORGANIZATION, 'order-1')).toBe(true);
  });

  it('ends the attempt when the page expires, whether its payment says so first or not', async () => {
    for (const order of permutations(['payment', 'session'])) {
      world = new PaymentsWorld();
      const id = await checkOut();
      const payment = world.checkout.tryToPay(id, { lastErrorCode: 'card_declined' });
      await paymentEvent(paymentOf(payment));
      await world.checkout.expire(id);
      world.clock.advance(1_000);
      for (const event of order) {
        if (event === 'payment') await paymentEvent(paymentOf(payment));
        else await sessionEvent(id);
      }
      expect(attempt()).toMatchObject({ status: 'canceled', paymentStatus: 'canceled' });
      expect(await world.statusOf()).toBe('awaiting_payment');
      expect(world.findings.all).toEqual([]);
    }
  });

  it('never takes back money: a session that is said to have expired after it was complete is a finding', async () => {
    const id = await checkOut();
    world.checkout.pay(id);
    await sessionEvent(id);
    expect(await sessionEvent(id, { status: 'expired' })).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_contradiction', subject: id }]);
    expect(await world.statusOf()).toBe('paid');
  });

  it.each([
    ['amountMinor', 12, 'amount'],
    ['currency', 'usd', 'currency'],
    ['livemode', true, 'livemode'],
    ['orderId', 'order-2', 'order'],
  ] as const)(
    'is a finding when its %s is not what was asked for, and nothing is paid',
    async (field, value, fact) => {
      const id = await checkOut();
      world.checkout.pay(id);
      world.checkout.change(id, { [field]: value });
      expect(await sessionEvent(id)).toBe('found');
      expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', subject: id, fact }]);
      expect(await world.statusOf()).toBe('awaiting_payment');
    },
  );

  it('is a finding when money names an order by a session that we did not open, and else not ours', async () => {
    await checkOut();
    const foreign: StripeCheckoutSession = {
      ...world.checkout.seen('cs_1').session,
      id: 'cs_foreign',
      status: 'complete',
      attemptId: null,
    };
    const record = (session: StripeCheckoutSession): Promise<RecordPaymentOutcome> =>
      world.recordCheckout.execute({
        organizationId: ORGANIZATION,
        session,
        payment: null,
        source: 'event',
        seenVersion: null,
        cause: 'checkout.session.completed',
      });
    expect(await record(foreign)).toBe('foreign');
    expect(await record({ ...foreign, isPaid: true, orderId: 'order-2' })).toBe('foreign');
    expect(await record({ ...foreign, isPaid: true })).toBe('found');
    expect(world.findings.all).toMatchObject([{ subject: 'cs_foreign', fact: 'unknown_checkout_session' }]);
  });
});

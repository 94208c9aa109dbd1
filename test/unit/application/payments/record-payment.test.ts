import type { RecordPaymentOutcome } from '../../../../src/application/payments/record-payment.js';
import {
  StripeObjectMissingError,
  type StripePayment,
} from '../../../../src/application/ports/stripe-service.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

describe('the effect of a payment', () => {
  let world: PaymentsWorld;

  const open = async (orderId = 'order-1'): Promise<StripePayment> => {
    const { paymentIntentId } = await world.createPaymentIntent.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId,
    });
    const payment = world.stripe.payments.get(paymentIntentId);
    if (!payment) throw new Error('There is no such payment.');
    return payment;
  };
  const record = (
    payment: StripePayment,
    source: 'event' | 'fetch' = 'event',
    seenVersion: number | null = null,
  ): Promise<RecordPaymentOutcome> =>
    world.unitOfWork.run(() =>
      world.recordPayment.execute({
        organizationId: ORGANIZATION,
        payment,
        source,
        seenVersion,
        cause: 'test',
      }),
    );
  const succeeded = (payment: StripePayment): StripePayment => ({
    ...payment,
    status: 'succeeded',
    amountReceivedMinor: payment.amountMinor,
  });
  const later = (payment: StripePayment, seconds: number): StripePayment => ({
    ...payment,
    askedAt: new Date(payment.asOf.getTime() + seconds * 1_000),
    asOf: new Date(payment.asOf.getTime() + seconds * 1_000),
  });

  beforeEach(async () => {
    world = new PaymentsWorld();
    await world.placeOrder();
  });

  it('pays the order, once', async () => {
    const payment = await open();
    expect(await record(succeeded(payment))).toBe('applied');
    expect(await record(succeeded(payment))).toBe('unchanged');
    expect(await world.statusOf()).toBe('paid');
    const order = await world.orders.findById(ORGANIZATION, 'order-1');
    expect(order?.history.filter(({ status }) => status === 'paid')).toHaveLength(1);
    expect(world.findings.all).toEqual([]);
  });

  it('is told when money is held', async () => {
    await world.placeOrder({ id: 'order-2', captureMethod: 'manual' });
    const held = { status: 'requires_capture', amountCapturableMinor: 1_200, chargeId: 'ch_1' } as const;
    const payment = { ...later(await open('order-2'), 5), ...held };
    await record(payment);
    await record(later(payment, 5));
    expect(world.outbox.ofType('order.authorized')).toMatchObject([
      { subject: 'order-2', data: { order_id: 'order-2', amount: 1_200, currency: 'jpy' } },
    ]);
  });

  it('is told when a try to pay fails, each once, and the order can still be paid', async () => {
    const opened = later(await open(), 5);
    const first = { ...opened, chargeId: 'ch_1', lastErrorCode: 'card_declined' };
    await record(first);
    await record(later(first, 5));
    const second = { ...later(first, 10), chargeId: 'ch_2', lastErrorCode: 'expired_card' };
    await record(second);
    await record(later({ ...second, status: 'requires_action', lastErrorCode: null }, 5));
    await record(later({ ...second, lastErrorCode: 'payment_intent_authentication_failure' }, 10));
    expect(world.outbox.ofType('payment.failed')).toMatchObject([
      { subject: 'order-1', data: { order_id: 'order-1', code: 'card_declined', amount: 1_200 } },
      { data: { code: 'expired_card' } },
      { data: { code: 'payment_intent_authentication_failure' } },
    ]);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('of a late event about an earlier state is none', async () => {
    const payment = await open();
    await record(succeeded(payment));
    expect(await record({ ...payment, status: 'processing' })).toBe('unchanged');
    expect(await world.statusOf()).toBe('paid');
  });

  it('follows the payment through its passing states', async () => {
    const payment = await open();
    await record(later({ ...payment, status: 'processing' }, 1));
    expect(await world.statusOf()).toBe('processing');
    await record(later({ ...payment, status: 'requires_payment_method', lastErrorCode: 'card_declined' }, 2));
    expect(await world.statusOf()).toBe('awaiting_payment');
    await record(later({ ...payment, status: 'requires_capture' }, 3));
    expect(await world.statusOf()).toBe('authorized');
  });

  it('leaves the order to another attempt when Stripe cancels a payment under way', async () => {
    const payment = await open();
    await record(later({ ...payment, status: 'processing' }, 1));
    await record(later({ ...payment, status: 'canceled' }, 2));
    expect(await world.statusOf()).toBe('awaiting_payment');
    world.stripe.change(payment.id, { status: 'canceled' });
    expect((await open()).id).toBe('pi_2');
  });

  it('closes nothing on the word of an event that does not fit', async () => {
    const payment = await open();
    expect(await record({ ...payment, status: 'canceled', livemode: true })).toBe('found');
    expect((await open()).id).toBe(payment.id);
  });

  it('of an abandoned attempt leaves the order alone, unless money moved', async () => {
    const payment = await open();
    world.stripe.failNext(
      'retrievePayment',
      'before',
      new StripeObjectMissingError('No such intent', 'intent'),
    );
    const second = await open();
    await record(later({ ...second, status: 'processing' }, 1));
    await record(later({ ...payment, status: 'canceled' }, 2));
    expect(await world.statusOf()).toBe('processing');
  });

  it("of an attempt on Stripe's page that was given up is known by its id from then on, and counts for nothing", async () => {
    const payment = await open();
    const unknown = {
      stripePaymentIntentId: null,
      paymentStatus: null,
      paymentAskedAt: null,
      paymentAsOf: null,
    };
    for (const row of world.attempts.rows.values())
      world.attempts.rows.set(row.id, { ...row, kind: 'checkout', status: 'abandoned', ...unknown });
    expect(await record(later({ ...payment, status: 'requires_capture' }, 1))).toBe('unchanged');
    const known = { stripePaymentIntentId: payment.id, status: 'abandoned' };
    expect([...world.attempts.rows.values()]).toMatchObject([known]);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('is nothing yet where the same second leaves a doubt', async () => {
    const payment = await open();
    expect(await record({ ...payment, status: 'requires_action' })).toBe('doubt');
    const seenVersion = (await world.attempts.findByPaymentIntent(ORGANIZATION, payment.id))?.version;
    expect(await record({ ...payment, status: 'requires_action' }, 'fetch', seenVersion)).toBe('applied');
    // The same answer, had it been slower than somebody else's: the row has moved on.
    expect(await record({ ...payment, status: 'requires_action' }, 'fetch', seenVersion)).toBe('doubt');
  });

  it.each([
    ['amount', { amountMinor: 1_201, amountReceivedMinor: 1_201 }],
    ['currency', { currency: 'usd' }],
    ['currency', { currency: 'xxx' }],
    ['livemode', { livemode: true }],
    ['livemode', { livemode: null }],
    ['order', { orderId: 'order-2' }],
    ['order', { orderId: null }],
    ['amount_received', { amountReceivedMinor: 1 }],
  ])('with another %s is a finding, and nothing is paid', async (fact, changes) => {
    const payment = { ...succeeded(await open()), ...changes };
    expect(await record(payment)).toBe('found');
    expect(await record(payment)).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', subject: 'pi_1' }]);
    expect(world.findings.all[0]?.fact.split(',')).toContain(fact);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('that arrives for a cancelled order is a finding', async () => {
    const payment = await open();
    const order = await world.orders.findById(ORGANIZATION, 'order-1');
    order?.cancel(world.clock.now(), 'customer');
    if (order) await world.orders.update(order);
    expect(await record(succeeded(payment))).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_after_close' }]);
    expect(await world.statusOf()).toBe('cancelled');
  });

  it('that pays an order a second time is a finding', async () => {
    const first = await open();
    world.stripe.change(first.id, { status: 'canceled' });
    const second = await open();
    // Cancelled at Stripe as far as we knew; the first one is still under way in another attempt of ours.
    const row = world.attempts.rows.get(first.attemptId ?? '');
    if (row)
      world.attempts.rows.set(row.id, {
        ...row,
        status: 'open',
        paymentStatus: 'processing',
        closedAt: null,
      });
    await record(succeeded(second));
    expect(await record(succeeded(first))).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'duplicate_payment', subject: first.id }]);
  });

  it('of both final states is a finding', async () => {
    const payment = await open();
    await record({ ...payment, status: 'canceled' });
    expect(await record(succeeded(payment))).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_contradiction' }]);
  });

  it('of someone else is none', async () => {
    const foreign = { ...succeeded(await open()), id: 'pi_foreign', attemptId: null };
    expect(await record({ ...foreign, orderId: null })).toBe('foreign');
    expect(await record({ ...foreign, orderId: 'order-of-another-shop' })).toBe('foreign');
    expect(world.findings.all).toEqual([]);
  });

  it('that we did not open and that names our order is a finding, once money has moved', async () => {
    const strange = { ...(await open()), id: 'pi_strange', attemptId: null };
    expect(await record(strange)).toBe('foreign');
    expect(await record(succeeded(strange))).toBe('found');
    expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', fact: 'unknown_payment_intent' }]);
    expect(await world.statusOf()).toBe('awaiting_payment');
  });

  it('finds its attempt where the answer to the creation is stored at the same moment', async () => {
    const payment = await open();
    // This look came before that commit, the lock on the attempt after it.
    world.attempts.findByPaymentIntentForUpdate = () => Promise.resolve(null);
    expect(await record(succeeded(payment))).toBe('applied');
    expect(await world.statusOf()).toBe('paid');
  });

  it('finds its attempt by our id where a crash lost the answer to the creation', async () => {
    const payment = await open();
    const row = world.attempts.rows.get(payment.attemptId ?? '');
    if (row) {
      world.attempts.rows.set(row.id, {
        ...row,
        status: 'opening',
        stripePaymentIntentId: null,
        paymentStatus: null,
        paymentAsOf: null,
      });
    }
    expect(await record(succeeded(payment))).toBe('applied');
    expect(await world.statusOf()).toBe('paid');
  });
});

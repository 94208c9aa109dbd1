import type { RecordPaymentOutcome } from '../../../../src/application/payments/record-payment.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeUnavailableError,
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
  ): Promise<RecordPaymentOutcome> =>
    world.unitOfWork.run(() =>
      world.recordPayment.execute({ organizationId: ORGANIZATION, payment, source, cause: 'test' }),
    );
  const succeeded = (payment: StripePayment): StripePayment => ({
    ...payment,
    status: 'succeeded',
    amountReceivedMinor: payment.amountMinor,
  });
  const later = (payment: StripePayment, seconds: number): StripePayment => ({
    ...payment,
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

  it('is nothing yet where the same second leaves a doubt', async () => {
    const payment = await open();
    expect(await record({ ...payment, status: 'requires_action' })).toBe('doubt');
    expect(await record({ ...payment, status: 'requires_action' }, 'fetch')).toBe('applied');
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

describe('closing the payment of an order', () => {
  let world: PaymentsWorld;
  const close = (): Promise<string> => world.closePayment.close(ORGANIZATION, 'order-1');

  beforeEach(async () => {
    world = new PaymentsWorld();
    await world.placeOrder();
  });

  const open = (): Promise<unknown> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId: PAYER, orderId: 'order-1' });

  it('has nothing to do without one', async () => {
    expect(await close()).toBe('closed');
    expect(world.stripe.calls).toEqual([]);
  });

  it('cancels it at Stripe', async () => {
    await open();
    expect(await close()).toBe('closed');
    expect(world.stripe.payments.get('pi_1')?.status).toBe('canceled');
    expect(await world.closePayment.hasOpenAttempt(ORGANIZATION, 'order-1')).toBe(false);
  });

  it('has nothing to close where Stripe knows it no more', async () => {
    await open();
    world.stripe.failNext(
      'retrievePayment',
      'before',
      new StripeObjectMissingError('No such intent', 'intent'),
    );
    expect(await close()).toBe('closed');
    expect(await world.closePayment.hasOpenAttempt(ORGANIZATION, 'order-1')).toBe(false);
  });

  it.each([
    ['out of reach', new StripeUnavailableError('timeout')],
    ['unclear', new StripeOutcomeUnknownError('500')],
  ])('cannot be confirmed while Stripe is %s', async (_name, error) => {
    await open();
    world.stripe.failNext('cancelPayment', 'before', error);
    await expect(close()).rejects.toMatchObject({ code: 'stripe_unavailable' });
  });

  it('passes on a failure of our own as it is', async () => {
    await open();
    world.stripe.failNext('cancelPayment', 'before', new TypeError('our own'));
    await expect(close()).rejects.toThrow(TypeError);
  });

  it.each([
    ['succeeded', 1_200, 'paid', 'paid'],
    ['processing', 0, 'processing', 'processing'],
  ] as const)('comes too late when it is %s', async (status, amountReceivedMinor, outcome, orderStatus) => {
    await open();
    world.stripe.change('pi_1', { status, amountReceivedMinor });
    expect(await close()).toBe(outcome);
    expect(await world.statusOf()).toBe(orderStatus);
  });
});

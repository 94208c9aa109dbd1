import { jest } from '@jest/globals';
import type { HeldMoney } from '../../../../src/application/orders/ports/payment-closer.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

describe('closing the payment of an order', () => {
  let world: PaymentsWorld;
  const close = (held: HeldMoney = 'keep'): Promise<string> =>
    world.closePayment.close(ORGANIZATION, 'order-1', held);

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

  it('lets go of money that is held only for somebody who wants that', async () => {
    await world.placeOrder({ id: 'order-2', captureMethod: 'manual' });
    await world.createPaymentIntent.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-2',
    });
    // The event of the authorization is lost, or late.
    world.stripe.change('pi_1', {
      status: 'requires_capture',
      amountCapturableMinor: 1_200,
      chargeId: 'ch_1',
    });
    expect(await world.closePayment.close(ORGANIZATION, 'order-2', 'keep')).toBe('held');
    expect([world.stripe.payments.get('pi_1')?.status, await world.statusOf('order-2')]).toEqual([
      'requires_capture',
      'authorized',
    ]);
    expect(await world.closePayment.close(ORGANIZATION, 'order-2', 'release')).toBe('closed');
    expect(await world.statusOf('order-2')).toBe('cancelled');
  });

  it('leaves the order to be paid otherwise when the bank held the money in the moment of closing', async () => {
    await world.placeOrder({ id: 'order-2', captureMethod: 'manual' });
    await world.createPaymentIntent.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-2',
    });
    const cancelPayment = world.stripe.cancelPayment.bind(world.stripe);
    jest.spyOn(world.stripe, 'cancelPayment').mockImplementation(async (id) => {
      world.stripe.change(id, { status: 'requires_capture', chargeId: 'ch_1' });
      return cancelPayment(id);
    });
    expect(await world.closePayment.close(ORGANIZATION, 'order-2', 'keep')).toBe('closed');
    expect(await world.statusOf('order-2')).toBe('awaiting_payment');
  });

  it('closes a payment that is not what was asked for, and tells', async () => {
    await open();
    world.stripe.change('pi_1', { amountMinor: 51 });
    expect(await close()).toBe('closed');
    expect(await world.closePayment.hasOpenAttempt(ORGANIZATION, 'order-1')).toBe(false);
    expect(world.findings.all).toMatchObject([{ kind: 'payment_mismatch', fact: 'amount' }]);
  });

  it('has nothing to close where Stripe refused to open it', async () => {
    world.stripe.failNext('createPayment', 'after', new StripeUnavailableError('crash'));
    await open().catch(() => undefined);
    world.stripe.failNext('createPayment', 'before', new StripeRejectedError('No.', 'amount_too_small'));
    expect(await close()).toBe('closed');
  });

  it('says so where Stripe refuses to close it', async () => {
    await open();
    world.stripe.failNext('cancelPayment', 'before', new StripeRejectedError('Expired API key', null));
    await expect(close()).rejects.toMatchObject({ code: 'payment_close_failed' });
    expect(await world.closePayment.hasOpenAttempt(ORGANIZATION, 'order-1')).toBe(true);
  });

  it('has nothing to close where Stripe knows Stripe knows it no more', async () => {
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

import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../../../src/domain/shared/organization.js';
import { RefundsWorld } from '../../../support/refunds-world.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

describe('an operator refunds an order', () => {
  let world: RefundsWorld;
  let paymentIntentId: string;

  beforeEach(async () => {
    world = new RefundsWorld();
    ({ id: paymentIntentId } = await world.payOrder());
  });

  const made = (): number => world.stripeRefunds.refunds.size;

  it('in full where no amount is said', async () => {
    expect(await world.refund({ reason: 'requested_by_customer' })).toMatchObject({
      status: 'succeeded',
      amountMinor: 1_200,
      requestedBy: 'operator',
      stripeRefundId: 're_1',
    });
    const order = await world.order();
    expect([order.status, order.refunded.amountMinor]).toEqual(['refunded', 1_200]);
    expect(world.auditLog.entries).toMatchObject([{ action: 'order.refunded', subject: 'order-1' }]);
    expect(world.outbox.ofType('refund.succeeded')).toMatchObject([
      { data: { order_id: 'order-1', amount: 1_200, currency: 'jpy' } },
    ]);
  });

  it('in parts, and two equal parts are two refunds', async () => {
    await world.refund({ amountMinor: 500 });
    await world.refund({ amountMinor: 500 });
    expect(made()).toBe(2);
    expect((await world.order()).status).toBe('partially_refunded');
    expect(await world.refund()).toMatchObject({ amountMinor: 200 });
    expect((await world.order()).status).toBe('refunded');
  });

  it('never above what was captured', async () => {
    await expect(world.refund({ amountMinor: 1_201 })).rejects.toMatchObject({
      code: 'refund_exceeds_captured',
      kind: 'conflict',
    });
    await world.refund();
    await expect(world.refund()).rejects.toMatchObject({ code: 'refund_exceeds_captured' });
    expect(made()).toBe(1);
  });

  it('only in what the currency has coins for, which Stripe would refuse otherwise', async () => {
    await world.placeOrder({ id: 'order-2', amountMinor: 10_000, currency: 'kwd' });
    await world.capture(await world.open('order-2'));
    const refund = { orderId: 'order-2', amountMinor: 3 };
    await expect(world.refund(refund)).rejects.toMatchObject({ code: 'amount_invalid' });
    expect(await world.refund({ ...refund, amountMinor: 30 })).toMatchObject({ amountMinor: 30 });
    expect(made()).toBe(1);
  });

  it('and what is on its way takes its room', async () => {
    world.stripeRefunds.nextStatus = 'pending';
    expect(await world.refund({ amountMinor: 1_000 })).toMatchObject({ status: 'pending' });
    expect((await world.order()).status).toBe('paid');
    await expect(world.refund({ amountMinor: 300 })).rejects.toMatchObject({
      code: 'refund_exceeds_captured',
    });
    expect(await world.refund()).toMatchObject({ amountMinor: 200 });
  });

  it('once under one id, however often it is asked for', async () => {
    const refundId = '00000000-0000-7000-8000-00000000ffff';
    const [first, second] = [await world.refund({ refundId }), await world.refund({ refundId })];
    expect(second).toEqual(first);
    expect(made()).toBe(1);
  });

  it('only where money was captured', async () => {
    await world.placeOrder({ id: 'order-2' });
    await expect(world.refund({ orderId: 'order-2' })).rejects.toMatchObject({
      code: 'order_not_refundable',
    });
    await world.placeOrder({ id: 'order-3', amountMinor: 0 });
    await expect(world.refund({ orderId: 'order-3' })).rejects.toMatchObject({
      code: 'order_not_refundable',
    });
    await expect(world.refund({ orderId: 'order-4' })).rejects.toMatchObject({ code: 'order_not_found' });
  });

  it.each(['before', 'after'] as const)(
    'and a call cut short %s its effect is sent again, once',
    async (when) => {
      const refundId = '00000000-0000-7000-8000-00000000ffff';
      world.stripeRefunds.failNext('create', when, new StripeUnavailableError('No answer.'));
      await expect(world.refund({ refundId })).rejects.toMatchObject({ code: 'stripe_unavailable' });
      expect(await world.refund({ refundId })).toMatchObject({ status: 'succeeded' });
      expect(made()).toBe(1);
    },
  );

  it.each(['before', 'after'] as const)(
    'and a 5xx %s the effect is looked up before a new key',
    async (when) => {
      world.stripeRefunds.failNext('create', when, new StripeOutcomeUnknownError('500'));
      expect(await world.refund()).toMatchObject({ status: 'succeeded' });
      expect(world.stripeRefunds.calls.slice(0, 2)).toEqual(['create', 'list']);
      expect(made()).toBe(1);
    },
  );

  it('and a key older than 23 hours is not trusted', async () => {
    const refundId = '00000000-0000-7000-8000-00000000ffff';
    world.stripeRefunds.failNext('create', 'after', new StripeUnavailableError('No answer.'));
    await expect(world.refund({ refundId })).rejects.toMatchObject({ code: 'stripe_unavailable' });
    world.clock.advance(DAY_MS);
    world.stripeRefunds.calls.length = 0;
    expect(await world.refund({ refundId })).toMatchObject({ status: 'succeeded' });
    expect(world.stripeRefunds.calls).toEqual(['list']);
  });

  it('and Stripe has the last word', async () => {
    const refused = new StripeRejectedError('The balance is too low.', 'balance_insufficient');
    world.stripeRefunds.failNext('create', 'before', refused);
    await expect(world.refund()).rejects.toMatchObject({ code: 'refund_rejected' });
    expect([...world.refunds.rows.values()]).toMatchObject([{ status: 'rejected' }]);
    expect(await world.refund()).toMatchObject({ status: 'succeeded', amountMinor: 1_200 });
    expect(world.openFindings).toEqual([]);
  });

  it('and what Stripe has refunded already without our knowing is beyond what was captured', async () => {
    const refused = new StripeRejectedError('Already refunded.', 'charge_already_refunded');
    world.stripeRefunds.failNext('create', 'before', refused);
    await expect(world.refund()).rejects.toMatchObject({ code: 'refund_exceeds_captured' });
  });

  describe('and nobody waits for the answer any more', () => {
    beforeEach(async () => {
      world.stripeRefunds.failNext('create', 'before', new StripeUnavailableError('No answer.'));
      await expect(world.refund()).rejects.toMatchObject({ code: 'stripe_unavailable' });
    });

    it('so the worker sends it, after the request had its time', async () => {
      expect(await world.settleRefunds.execute()).toBe(0);
      world.clock.advance(MINUTE_MS);
      expect(await world.settleRefunds.execute()).toBe(1);
      expect((await world.order()).status).toBe('refunded');
      expect(await world.settleRefunds.execute()).toBe(0);
    });

    it('so a person is told when it stays unknown, until it is known', async () => {
      for (let minutes = 0; minutes < 8; minutes += 2) {
        world.clock.advance(5 * MINUTE_MS);
        world.stripeRefunds.failNext('create', 'after', new StripeUnavailableError('No answer.'));
        await world.settleRefunds.execute();
      }
      expect(world.openFindings).toEqual(['unknown_outcome']);
      world.clock.advance(2 * MINUTE_MS);
      await world.settleRefunds.execute();
      expect(world.openFindings).toEqual([]);
      expect(made()).toBe(1);
    });

    it('so an event that is faster than the worker settles it', async () => {
      const [row] = world.refunds.rows.values();
      const refund = world.stripeRefunds.makeInDashboard(paymentIntentId, 1_200, {
        refundId: row?.id ?? null,
      });
      await world.unitOfWork.run(() =>
        world.recordRefund.execute({
          organizationId: ORGANIZATION,
          refund,
          source: 'event',
          seenVersion: null,
          cause: 'refund.created',
        }),
      );
      expect(world.refunds.rows.size).toBe(1);
      world.clock.advance(MINUTE_MS);
      expect(await world.settleRefunds.execute()).toBe(0);
      expect((await world.order()).status).toBe('refunded');
    });
  });
});

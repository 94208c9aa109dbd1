import type { RecordRefundOutcome } from '../../../../src/application/payments/record-refund.js';
import type { RefundsLook } from '../../../../src/application/payments/look-at-refunds.js';
import type { StripeRefund } from '../../../../src/application/payments/ports/stripe-refunds.js';
import { type StripePayment, StripeRejectedError } from '../../../../src/application/ports/stripe-service.js';
import { DEFAULT_ORGANIZATION_ID as ORGANIZATION } from '../../../../src/domain/shared/organization.js';
import { permutations } from '../../../support/permutations.js';
import { RefundsWorld } from '../../../support/refunds-world.js';

const HOUR_MS = 3_600_000;

describe('a refund that Stripe tells of', () => {
  let world: RefundsWorld;
  let payment: StripePayment;

  beforeEach(async () => {
    world = new RefundsWorld();
    payment = await world.payOrder();
  });

  const record = (
    shown: readonly StripeRefund[] | null,
    look: RefundsLook | null = null,
    amountRefundedMinor = 0,
  ): Promise<RecordRefundOutcome> =>
    world.unitOfWork.run(() =>
      world.recordRefunds.execute({
        organizationId: ORGANIZATION,
        paymentIntentId: payment.id,
        shown,
        amountRefundedMinor,
        look,
        cause: 'test',
      }),
    );
  const inDashboard = (amountMinor: number, changes: Partial<StripeRefund> = {}): StripeRefund =>
    world.stripeRefunds.makeInDashboard(payment.id, amountMinor, changes);

  it('was made in its dashboard, and counts', async () => {
    const refund = inDashboard(500);
    expect(await record([refund])).toBe('applied');
    expect(await record([refund])).toBe('unchanged');
    expect([...world.refunds.rows.values()]).toMatchObject([{ requestedBy: 'stripe', amountMinor: 500 }]);
    expect((await world.order()).status).toBe('partially_refunded');
    await expect(world.refund({ amountMinor: 701 })).rejects.toMatchObject({
      code: 'refund_exceeds_captured',
    });
  });

  it.each([
    ['of more than was paid', 1_201, {}],
    ['of nothing', 0, {}],
    ['in another currency', 5, { currency: 'usd' }],
  ])('is one %s: it does not count, and a finding stands', async (_name, amountMinor, changes) => {
    const refund = inDashboard(amountMinor, changes);
    for (let time = 0; time < 2; time += 1) expect(await record([refund])).toBe('unchanged');
    expect(world.openFindings).toEqual(['refund_mismatch']);
    expect(world.refunds.rows.size).toBe(0);
    expect(await record([inDashboard(1_200)])).toBe('applied');
    expect((await world.order()).status).toBe('refunded');
  });

  it('fails days later, and the order goes back', async () => {
    const refund = inDashboard(1_200);
    await record([refund]);
    world.clock.advance(48 * HOUR_MS);
    const failed = world.stripeRefunds.change(refund.id, {
      status: 'failed',
      failureReason: 'lost_or_stolen_card',
    });
    expect(await record([failed])).toBe('applied');
    expect((await world.order()).status).toBe('paid');
    expect(world.openFindings).toEqual(['refund_failed']);
    expect(world.outbox.ofType('refund.failed')).toHaveLength(1);
    expect(await record([refund])).toBe('unchanged');
    await world.refund();
    expect(world.openFindings).toEqual([]);
  });

  it('waits in one way or the other within one second: Stripe is asked which came last', async () => {
    const refund = inDashboard(500, { status: 'requires_action' });
    const query = { organizationId: ORGANIZATION, paymentIntentId: payment.id, stripeRefundId: refund.id };
    expect(await record([refund])).toBe('applied');
    const pending = world.stripeRefunds.change(refund.id, { status: 'pending' });
    expect(await record([pending])).toBe('doubt');
    const look = await world.lookAtRefunds.execute(query);
    expect(await record([pending], look)).toBe('applied');
    expect([...world.refunds.rows.values()]).toMatchObject([{ status: 'pending' }]);
    expect(await record([refund])).toBe('doubt');
    expect(await record([refund], await world.lookAtRefunds.execute(query))).toBe('unchanged');
  });

  it('was looked at by somebody slower than its next event: the older answer loses', async () => {
    const refund = inDashboard(500, { status: 'requires_action' });
    const query = { organizationId: ORGANIZATION, paymentIntentId: payment.id, stripeRefundId: refund.id };
    await record([refund]);
    const slow = await world.lookAtRefunds.execute(query);
    world.clock.advance(5_000);
    await record([world.stripeRefunds.change(refund.id, { status: 'pending' })]);
    expect(await record([refund], slow)).toBe('unchanged');
    expect([...world.refunds.rows.values()]).toMatchObject([{ status: 'pending' }]);
  });

  it('is the end of a hold, and no refund of a customer', async () => {
    expect(await record([inDashboard(700, { reason: 'expired_uncaptured_charge' })])).toBe('applied');
    expect((await world.order()).status).toBe('paid');
    expect(world.outbox.ofType('refund.succeeded')).toEqual([]);
    expect(await world.refund()).toMatchObject({ amountMinor: 1_200 });
  });

  it('names one of ours and is another: it stands beside it', async () => {
    const ours = await world.refund({ amountMinor: 500 });
    await record([inDashboard(500, { refundId: ours.id })]);
    await record([inDashboard(100, { refundId: '00000000-0000-7000-8000-00000000eeee' })]);
    expect((await world.order()).refunded.amountMinor).toBe(1_100);
  });

  it('is one of many in a charge of an old API version', async () => {
    const refunds = [inDashboard(300), inDashboard(300), inDashboard(100, { status: 'pending' })];
    expect(await record(refunds)).toBe('applied');
    expect((await world.order()).refunded.amountMinor).toBe(600);
  });

  it('is missing where the charge says that more was refunded than we know', async () => {
    inDashboard(400);
    expect(await record(null, null, 400)).toBe('doubt');
    const look = await world.lookAtRefunds.execute({
      organizationId: ORGANIZATION,
      paymentIntentId: payment.id,
    });
    expect(await record(null, look, 400)).toBe('applied');
    expect(await record(null, null, 400)).toBe('unchanged');
  });

  it('belongs to a payment whose id a crash kept from us', async () => {
    await world.placeOrder({ id: 'order-2' });
    payment = await world.open('order-2');
    world.stripe.change(payment.id, { status: 'succeeded', amountReceivedMinor: 1_200 });
    const row = world.attempts.rows.get(payment.attemptId ?? '');
    if (row) {
      const lost = { stripePaymentIntentId: null, paymentStatus: null, paymentAsOf: null } as const;
      world.attempts.rows.set(row.id, { ...row, ...lost, status: 'opening' });
    }
    const refund = inDashboard(1_200);
    expect(await record([refund])).toBe('doubt');
    const query = { organizationId: ORGANIZATION, paymentIntentId: payment.id, stripeRefundId: refund.id };
    expect(await record([refund], await world.lookAtRefunds.execute(query))).toBe('applied');
    expect((await world.order('order-2')).status).toBe('refunded');
  });

  it('is of a payment that is not ours', async () => {
    payment = { ...payment, id: 'pi_foreign' };
    const look = { payment: null, refunds: [inDashboard(100)], seenVersions: new Map() };
    expect(await record([inDashboard(100)])).toBe('doubt');
    expect(await record([inDashboard(100)], look)).toBe('foreign');
  });

  it('means the same in every order of its events, the capture included', async () => {
    const outcomes = new Set<string>();
    for (const order of permutations(['captured', 'created', 'pending', 'succeeded', 'failed', 'other'])) {
      world = new RefundsWorld();
      await world.placeOrder();
      payment = await world.open();
      const [first, other] = [inDashboard(1_000), inDashboard(200)];
      const told: Record<string, () => Promise<unknown>> = {
        captured: () => world.capture(payment),
        created: () => record([{ ...first, status: 'pending' }]),
        pending: () => record([{ ...first, status: 'requires_action' }]),
        succeeded: () => record([first]),
        failed: () => record([{ ...first, status: 'failed' }]),
        other: () => record([other]),
      };
      for (const name of order) await told[name]?.();
      const { status, refunded } = await world.order();
      outcomes.add(`${status} ${refunded.amountMinor} ${world.outbox.ofType('refund.failed').length}`);
    }
    expect([...outcomes]).toEqual(['partially_refunded 200 1']);
  });
});

describe('money that an order cannot take', () => {
  let world: RefundsWorld;
  let payment: StripePayment;

  beforeEach(async () => {
    world = new RefundsWorld();
    await world.placeOrder();
    payment = await world.open();
    const order = await world.order();
    order.cancel(world.clock.now(), 'cancelled_by_customer');
    await world.orders.update(order);
  });

  it('is refunded by the worker, and the finding stands until it is', async () => {
    await world.capture(payment);
    expect(world.openFindings).toEqual(['payment_after_close']);
    expect(world.findings.all[0]?.detail).toContain('is being refunded');
    expect([...world.refunds.rows.values()]).toMatchObject([{ requestedBy: 'policy', status: 'requested' }]);
    await world.settleRefunds.execute();
    expect([...world.stripeRefunds.refunds.values()]).toMatchObject([{ amountMinor: 1_200 }]);
    expect(world.openFindings).toEqual([]);
    expect((await world.order()).status).toBe('cancelled');
  });

  it('is not refunded again where somebody was faster', async () => {
    const refund = world.stripeRefunds.makeInDashboard(payment.id, 1_200);
    await world.unitOfWork.run(() =>
      world.recordRefund.execute({
        organizationId: ORGANIZATION,
        refund,
        source: 'event',
        seenVersion: null,
        cause: 'refund.created',
      }),
    );
    await world.capture(payment);
    expect(await world.settleRefunds.execute()).toBe(0);
    expect(world.openFindings).toEqual([]);
  });

  it('needs a person where Stripe refuses to refund it', async () => {
    await world.capture(payment);

    world.stripeRefunds.failNext('create', 'before', new StripeRejectedError('No.', 'balance_insufficient'));
    await world.settleRefunds.execute();
    expect(world.openFindings.sort()).toEqual(['payment_after_close', 'refund_failed']);
  });
});

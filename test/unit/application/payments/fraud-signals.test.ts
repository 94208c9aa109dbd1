import type {
  FraudSignal,
  RecordFraudSignalOutcome,
} from '../../../../src/application/payments/record-fraud-signal.js';
import {
  type StripePayment,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../../src/domain/shared/organization.js';
import { permutations } from '../../../support/permutations.js';
import { RefundsWorld } from '../../../support/refunds-world.js';

describe("Radar's word", () => {
  let world: RefundsWorld;
  let payment: StripePayment;

  beforeEach(async () => {
    world = new RefundsWorld();
    await world.placeOrder();
    payment = await world.open();
  });

  const record = (signal: FraudSignal): Promise<RecordFraudSignalOutcome> =>
    world.unitOfWork.run(() => world.recordFraudSignal.execute({ organizationId, signal, cause: 'test' }));
  const review = (closedReason: string | null): FraudSignal => ({
    kind: 'review',
    review: {
      id: 'prv_1',
      isOpen: closedReason === null,
      openedReason: 'rule',
      closedReason,
      paymentIntentId: payment.id,
    },
  });
  const warning = (isActionable: boolean): FraudSignal => ({
    kind: 'warning',
    warning: {
      id: 'issfr_1',
      chargeId: 'ch_1',
      fraudType: 'unauthorized_use_of_card',
      isActionable,
      warnedAt: world.clock.now(),
      paymentIntentId: payment.id,
    },
  });
  const isFulfillable = (): boolean => world.outbox.ofType('order.fulfillable').length === 1;

  it('holds what was bought while a review is open, and lets it go once approved', async () => {
    await record(review(null));
    await world.capture(payment);
    expect([(await world.order()).status, isFulfillable()]).toEqual(['paid', false]);
    expect(await record(review('approved'))).toBe('applied');
    expect(isFulfillable()).toBe(true);
    expect(world.outbox.ofType('review.closed')).toHaveLength(1);
  });

  it('holds it where only the payment tells of the review', async () => {
    world.stripe.change(payment.id, { reviewId: 'prv_1' });
    await world.capture(payment);
    expect(isFulfillable()).toBe(false);
    expect(await record(review(null))).toBe('applied');
    expect(world.outbox.ofType('review.opened')).toMatchObject([{ data: { opened_reason: 'rule' } }]);
    await record(review('approved'));
    expect(isFulfillable()).toBe(true);
  });

  it.each(['refunded', 'refunded_as_fraud', 'disputed'])(
    'that closes a review as %s lets nothing go',
    async (reason) => {
      await record(review(null));
      await world.capture(payment);
      await record(review(reason));
      expect(isFulfillable()).toBe(false);
    },
  );

  it('lets nothing go that is on its way back in full, unless that fails', async () => {
    await record(review(null));
    await world.capture(payment);
    world.stripeRefunds.nextStatus = 'pending';
    const { stripeRefundId } = await world.refund();
    await record(review('approved'));
    expect([(await world.order()).status, isFulfillable()]).toEqual(['paid', false]);
    const refund = world.stripeRefunds.change(String(stripeRefundId), { status: 'failed' });
    await world.unitOfWork.run(() =>
      world.recordRefund.execute({
        organizationId,
        refund,
        source: 'event',
        seenVersion: null,
        cause: 'test',
      }),
    );
    expect(isFulfillable()).toBe(true);
  });

  it('lets go what was to go back in full, once Stripe refuses that', async () => {
    await record(review(null));
    await world.capture(payment);
    world.stripeRefunds.failNext('create', 'before', new StripeUnavailableError('No answer.'));
    await expect(world.refund()).rejects.toMatchObject({ code: 'stripe_unavailable' });
    await record(review('approved'));
    expect(isFulfillable()).toBe(false);
    const refused = new StripeRejectedError('The balance is too low.', 'balance_insufficient');
    world.stripeRefunds.failNext('create', 'before', refused);
    world.clock.advance(60_000);
    await world.settleRefunds.execute();
    expect([(await world.order()).status, isFulfillable()]).toEqual(['paid', true]);
  });

  it('of fraud lets nothing go where the shop gives the money back', async () => {
    world.policy.onEarlyWarning = 'refund';
    await record(warning(true));
    await world.capture(payment);
    expect([(await world.order()).status, isFulfillable()]).toEqual(['paid', false]);
    await world.settleRefunds.execute();
    expect([(await world.order()).status, isFulfillable()]).toEqual(['refunded', false]);
  });

  it('never opens a closed review again', async () => {
    await record(review('approved'));
    expect(await record(review(null))).toBe('unchanged');
    await world.capture(payment);
    expect(isFulfillable()).toBe(true);
  });

  it('means the same in every order', async () => {
    for (const order of permutations(['captured', 'opened', 'closed'])) {
      world = new RefundsWorld();
      await world.placeOrder();
      payment = await world.open();
      world.stripe.change(payment.id, { reviewId: 'prv_1' });
      const told: Record<string, () => Promise<unknown>> = {
        captured: () => world.capture(payment),
        opened: () => record(review(null)),
        closed: () => record(review('approved')),
      };
      for (const name of order) await told[name]?.();
      expect([(await world.order()).status, isFulfillable()]).toEqual(['paid', true]);
    }
  });

  it('warns of fraud, and nothing is refunded where the shop has not decided so', async () => {
    await world.capture(payment);
    expect(await record(warning(true))).toBe('applied');
    expect(await record(warning(true))).toBe('unchanged');
    expect(world.outbox.ofType('fraud_warning.received')).toMatchObject([
      { data: { order_id: 'order-1', actionable: true } },
    ]);
    expect(world.refunds.rows.size).toBe(0);
  });

  it.each([[['captured', 'warned']], [['warned', 'captured']]])(
    'gives the money back by policy: %s',
    async (order) => {
      world.policy.onEarlyWarning = 'refund';
      for (const name of order) await (name === 'captured' ? world.capture(payment) : record(warning(true)));
      await world.settleRefunds.execute();
      expect((await world.order()).status).toBe('refunded');
      expect([...world.stripeRefunds.refunds.values()]).toMatchObject([
        { reason: 'fraudulent', amountMinor: 1_200 },
      ]);
      expect(await record(warning(false))).toBe('applied');
      expect(await record(warning(true))).toBe('unchanged');
      expect(world.refunds.rows.size).toBe(1);
    },
  );

  it('of a payment that is not ours means nothing', async () => {
    payment = { ...payment, id: 'pi_foreign' };
    expect(await record(warning(true))).toBe('foreign');
    expect(await record(review(null))).toBe('foreign');
  });
});

import { UnheardOfError } from '../../../src/application/payments/unheard-of.js';
import { StripeObjectMissingError } from '../../../src/application/ports/stripe-service.js';
import type { StripeEvent } from '../../../src/webhooks/dispatch/stripe-event.js';
import type { StripeEventHandler } from '../../../src/webhooks/dispatch/stripe-event-handler.js';
import { ChargeHandler } from '../../../src/webhooks/handlers/charge.handler.js';
import { DisputeHandler } from '../../../src/webhooks/handlers/dispute.handler.js';
import { FraudSignalHandler } from '../../../src/webhooks/handlers/fraud-signal.handler.js';
import { RefundHandler } from '../../../src/webhooks/handlers/refund.handler.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../../src/domain/shared/organization.js';
import { RefundsWorld } from '../../support/refunds-world.js';

const REFUND = { id: 're_1', amount: 500, currency: 'jpy', status: 'succeeded', charge: 'ch_1' };
const CHARGE = { id: 'ch_1', captured: true, amount_refunded: 500 };
const DISPUTE = { id: 'du_1', charge: 'ch_1', status: 'needs_response', amount: 500, currency: 'jpy' };
const REVIEW = { id: 'prv_1', open: true, reason: 'rule' };
const WARNING = { id: 'issfr_1', charge: 'ch_1', actionable: true };

describe('events about money that was taken', () => {
  let world: RefundsWorld;
  let paymentIntentId: string;
  let handlers: readonly StripeEventHandler[];

  beforeEach(async () => {
    world = new RefundsWorld();
    ({ id: paymentIntentId } = await world.payOrder());
    const { recordRefunds, lookAtRefunds, signals, stripe, recordPayment } = world;
    handlers = [
      new RefundHandler(recordRefunds, lookAtRefunds, stripe),
      new ChargeHandler(recordRefunds, lookAtRefunds, signals, stripe),
      new DisputeHandler(world.recordDispute, recordPayment, world.lookAtDispute, stripe),
      new FraudSignalHandler(world.recordFraudSignal, recordPayment, world.lookAtFraudSignal, stripe),
    ];
  });

  const event = (type: string, object: object, changes: Partial<StripeEvent> = {}): StripeEvent => ({
    organizationId,
    id: 'evt_1',
    type,
    account: null,
    livemode: false,
    createdAt: world.clock.now(),
    object: { ...object },
    ...changes,
  });
  /** As the event engine does: what leaves a doubt is looked up. */
  const hear = async (told: StripeEvent): Promise<string> => {
    const handler = handlers.find(({ types }) => types.includes(told.type));
    if (!handler) throw new Error(`Nobody handles ${told.type}.`);
    const outcome = await world.unitOfWork.run(() => handler.apply(told, null));
    if (outcome !== 'doubt') return outcome;
    const fresh = await handler.fetch(told);
    return `looked, ${await world.unitOfWork.run(() => handler.apply(told, fresh))}`;
  };

  const OBJECTS: [string, object][] = [
    ['refund.created', REFUND],
    ['charge.refunded', { ...CHARGE, refunds: { data: [REFUND] } }],
    ['charge.dispute.created', DISPUTE],
    ['review.opened', REVIEW],
    ['radar.early_fraud_warning.created', WARNING],
  ];

  it.each(OBJECTS)('take effect once they are ours: %s', async (type, object) => {
    const ours = event(type, { ...object, payment_intent: paymentIntentId });
    expect(await hear(ours)).toBe('processed');
    expect(await hear(ours)).toBe('processed');
    expect(world.refunds.rows.size + world.disputes.rows.size).toBeLessThanOrEqual(1);
  });

  it.each(OBJECTS)('of the other mode are ignored: %s', async (type, object) => {
    const other = event(type, { ...object, payment_intent: paymentIntentId }, { livemode: true });
    expect(await hear(other)).toBe('ignored');
    expect([world.refunds.rows.size, world.disputes.rows.size, world.signals.reviews.size]).toEqual([
      0, 0, 0,
    ]);
  });

  it.each(OBJECTS)(
    'of a payment that we do not know are ignored, once we have looked: %s',
    async (type, object) => {
      const foreign = await world.stripe.createPayment({
        idempotencyKey: 'foreign',
        attemptId: 'attempt-of-another-shop',
        amount: (await world.order()).total,
        captureMethod: 'automatic',
        customerId: 'cus_2',
        orderId: 'order-of-another-shop',
        orderNumber: 'X-1',
        userId: 'user-2',
      });
      world.stripeRefunds.makeInDashboard(foreign.id, 500);
      world.stripeDisputes.open(foreign.id);
      world.stripeFraud.know({ paymentIntentId: foreign.id });
      expect(await hear(event(type, { ...object, payment_intent: foreign.id }))).toBe('looked, ignored');
    },
  );

  it.each(OBJECTS)(
    'of something that Stripe denies to have are nothing of ours: %s',
    async (type, object) => {
      const missing = new StripeObjectMissingError('No such object', null);
      world.stripe.failNext('retrievePayment', 'before', missing);
      world.stripeDisputes.failNext('retrieve', 'before', missing);
      const told = event(type, { ...object, payment_intent: 'pi_unheard_of' });
      await expect(hear(told)).rejects.toThrow(UnheardOfError);
    },
  );

  it('of what we know are failures while Stripe denies to have it', async () => {
    const told = event('charge.dispute.updated', { ...DISPUTE, payment_intent: paymentIntentId });
    await hear(told);
    const missing = new StripeObjectMissingError('No such dispute', null);
    world.stripeDisputes.failNext('retrieve', 'before', missing);
    await expect(hear({ ...told, object: { ...told.object, status: 'under_review' } })).rejects.toBe(missing);
  });

  it.each([
    ['charge.refunded', CHARGE],
    ['refund.created', REFUND],
  ])('of no payment at all are ignored: %s', async (type, object) => {
    expect(await hear(event(type, object))).toBe('ignored');
  });

  it('that end a hold are ignored', async () => {
    const released = { ...CHARGE, captured: false, payment_intent: paymentIntentId };
    expect(await hear(event('charge.refunded', released))).toBe('ignored');
  });

  it('keep what Radar thought of a charge, where it thought anything', async () => {
    const charge = { ...CHARGE, payment_intent: paymentIntentId };
    const outcome = { risk_level: 'normal', risk_score: 20, type: 'authorized' };
    expect(await hear(event('charge.succeeded', charge))).toBe('ignored');
    expect(await hear(event('charge.succeeded', { ...charge, outcome }))).toBe('processed');
    expect(world.signals.risks.get('ch_1')).toMatchObject({ level: 'normal', score: 20 });
  });
});

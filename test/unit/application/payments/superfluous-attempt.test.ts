import { SettleAttempts } from '../../../../src/application/payments/settle-attempts.js';
import { StripeObjectMissingError } from '../../../../src/application/ports/stripe-service.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { FakeLookSchedule } from '../../../support/fakes/look-schedule.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

describe('an open attempt whose order was paid by one that had been given up', () => {
  const world = new PaymentsWorld();
  const open = (): Promise<unknown> =>
    world.createPaymentIntent.execute({ organizationId: ORGANIZATION, userId: PAYER, orderId: 'order-1' });
  const settle = (): Promise<void> =>
    new SettleAttempts(
      new FakeLookSchedule(world.attempts, world.customers),
      world.attempts,
      world.orders,
      world.closePayment,
      world.lookAtAttempt,
      world.findings,
      world.clock,
      new FakeLogger(),
    ).execute({ signal: new AbortController().signal });
  const seen = async (): Promise<unknown> => [
    await world.statusOf(),
    world.stripe.payments.get('pi_2')?.status,
  ];

  it('is closed at Stripe, so that nobody pays a second time', async () => {
    await world.placeOrder();
    await open();
    const first = await world.stripe.retrievePayment('pi_1');
    const gone = new StripeObjectMissingError('No such intent', 'intent');
    world.stripe.failNext('retrievePayment', 'before', gone);
    await open();
    await world.unitOfWork.run(() =>
      world.recordPayment.execute({
        organizationId: ORGANIZATION,
        payment: { ...first, status: 'succeeded', amountReceivedMinor: first.amountMinor },
        source: 'event',
        seenVersion: null,
        cause: 'payment_intent.succeeded',
      }),
    );
    expect(await seen()).toEqual(['paid', 'requires_payment_method']);
    world.clock.advance(60_000);
    await settle();
    expect(await seen()).toEqual(['paid', 'canceled']);
    expect(world.findings.all).toEqual([]);
  });
});

import { CapturePayment } from '../../../../src/application/payments/capture-payment.js';
import { CarryOutCapture } from '../../../../src/application/payments/carry-out-capture.js';
import { LookAtPayment } from '../../../../src/application/payments/look-at-payment.js';
import { SettleCaptures } from '../../../../src/application/payments/settle-captures.js';
import { UNKNOWN_DEADLINE_MS } from '../../../../src/application/payments/unknown-deadline.js';
import {
  StripeOutcomeUnknownError,
  type StripePayment,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../../src/application/ports/stripe-service.js';
import { FakeAuditLog } from '../../../support/fakes/audit-log.js';
import { FakeLogger } from '../../../support/fakes/logger.js';
import { ORGANIZATION, PAYER, PaymentsWorld } from '../../../support/payments-world.js';

const OPERATOR = 'operator-1';
const A_MINUTE_AND_MORE_MS = 61_000;
const UNTIL_STOPPED = { signal: new AbortController().signal };
const A_DAY_MS = 24 * 60 * 60 * 1_000;

describe('capturing what is held', () => {
  let world: PaymentsWorld;
  let capture: CapturePayment;
  let settle: SettleCaptures;
  let auditLog: FakeAuditLog;

  beforeEach(async () => {
    world = new PaymentsWorld();
    auditLog = new FakeAuditLog();
    const look = new LookAtPayment(world.attempts, world.stripe);
    const carryOut = new CarryOutCapture(
      world.attempts,
      look,
      world.recordPayment,
      world.stripe,
      world.unitOfWork,
      world.clock,
    );
    capture = new CapturePayment(
      world.orders,
      world.attempts,
      carryOut,
      auditLog,
      world.unitOfWork,
      world.ids,
      world.clock,
    );
    settle = new SettleCaptures(world.attempts, carryOut, world.findings, new FakeLogger(), world.clock);
    await world.placeOrder({ captureMethod: 'manual' });
  });

  const record = (payment: StripePayment, source: 'event' | 'fetch' = 'event'): Promise<unknown> =>
    world.unitOfWork.run(() =>
      world.recordPayment.execute({
        organizationId: ORGANIZATION,
        payment,
        source,
        seenVersion: null,
        cause: 'test',
      }),
    );
  const hold = async (): Promise<StripePayment> => {
    const { paymentIntentId } = await world.createPaymentIntent.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
    });
    world.clock.advance(5_000);
    world.stripe.change(paymentIntentId, {
      status: 'requires_capture',
      amountCapturableMinor: 1_200,
      chargeId: 'ch_1',
    });
    const payment = await world.stripe.retrievePayment(paymentIntentId);
    await record(payment);
    return payment;
  };
  const execute = (amountMinor: number | null = null): Promise<StripePayment> =>
    capture.execute({ organizationId: ORGANIZATION, actorUserId: OPERATOR, orderId: 'order-1', amountMinor });
  const attemptId = (): unknown => [...world.attempts.rows.values()][0]?.id;
  const keyOfCapture = (): unknown => [...world.attempts.rows.values()][0]?.captureKey;

  it('pays the order with what was captured, and says who did it', async () => {
    await hold();
    expect(await execute(700)).toMatchObject({ status: 'succeeded', amountReceivedMinor: 700 });
    const order = await world.orders.findById(ORGANIZATION, 'order-1');
    expect([order?.status, order?.captured.amountMinor]).toEqual(['paid', 700]);
    expect(auditLog.entries).toMatchObject([
      { action: 'order.captured', actorUserId: OPERATOR, detail: { amount: 700 } },
    ]);
  });

  it('keeps the request while Stripe is away, and sends the same key again', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'after', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({
      code: 'stripe_unavailable',
      message: expect.stringContaining('may be charged already'),
    });
    await expect(execute(800)).rejects.toMatchObject({ code: 'capture_in_progress' });
    const key = keyOfCapture();
    expect(await execute(700)).toMatchObject({ amountReceivedMinor: 700 });
    expect(keyOfCapture()).toBe(key);
  });

  it('looks after a 5xx, and knows what was captured', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'after', new StripeOutcomeUnknownError('500'));
    expect(await execute()).toMatchObject({ status: 'succeeded', amountReceivedMinor: 1_200 });
  });

  it('drops the request after a 5xx only when nothing was captured, so that another amount can be asked for', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeOutcomeUnknownError('500'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    expect(keyOfCapture()).toBeNull();
    expect(await execute(800)).toMatchObject({ amountReceivedMinor: 800 });
  });

  it('says why Stripe refused', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeRejectedError('Your card is gone.', 'x'));
    await expect(execute()).rejects.toMatchObject({
      code: 'capture_failed',
      message: expect.stringContaining('Your card is gone.'),
    });
  });

  it('is refused when the hold has run out at Stripe, and the order learns so', async () => {
    const { id } = await hold();
    world.stripe.change(id, {
      status: 'canceled',
      amountCapturableMinor: 0,
      cancellationReason: 'automatic',
    });
    await expect(execute()).rejects.toMatchObject({ code: 'order_not_capturable' });
    expect(await world.statusOf()).toBe('expired');
  });

  it('is refused for an order with nothing held', async () => {
    await expect(execute()).rejects.toMatchObject({ code: 'order_not_capturable' });
    await expect(
      capture.execute({
        organizationId: ORGANIZATION,
        actorUserId: OPERATOR,
        orderId: 'order-9',
        amountMinor: 1,
      }),
    ).rejects.toMatchObject({ code: 'order_not_found' });
  });

  it('is finished later when a crash or an outage left it without an answer', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'after', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    await settle.execute(UNTIL_STOPPED);
    expect(await world.statusOf()).toBe('authorized');
    world.clock.advance(A_MINUTE_AND_MORE_MS);
    await settle.execute(UNTIL_STOPPED);
    expect(await world.statusOf()).toBe('paid');
  });

  it('is reported when it stays without an answer, until there is one', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    world.clock.advance(UNKNOWN_DEADLINE_MS);
    world.stripe.failNext('capturePayment', 'before', new StripeUnavailableError('gone'));
    await settle.execute(UNTIL_STOPPED);
    expect(world.findings.standing).toMatchObject([{ kind: 'unknown_outcome', subject: attemptId() }]);
    world.clock.advance(A_MINUTE_AND_MORE_MS);
    await settle.execute(UNTIL_STOPPED);
    expect(await world.statusOf()).toBe('paid');
    expect(world.findings.standing).toEqual([]);
  });

  it('needs nobody any more once an event has told of it', async () => {
    const { id } = await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    world.clock.advance(UNKNOWN_DEADLINE_MS);
    world.stripe.failNext('capturePayment', 'after', new StripeUnavailableError('gone'));
    await settle.execute(UNTIL_STOPPED);
    await record(await world.stripe.retrievePayment(id));
    expect(await world.statusOf()).toBe('paid');
    expect(world.findings.standing).toEqual([]);
  });

  it('is reported when it came to nothing after whoever asked has gone', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    world.clock.advance(A_MINUTE_AND_MORE_MS);
    world.stripe.failNext('capturePayment', 'before', new StripeRejectedError('Your card is gone.', 'x'));
    await settle.execute(UNTIL_STOPPED);
    expect(keyOfCapture()).toBeNull();
    expect(world.findings.standing).toMatchObject([
      { kind: 'capture_failed', subject: attemptId(), detail: expect.stringContaining('700 jpy') },
    ]);
    await execute(700);
    expect(world.findings.standing).toEqual([]);
  });

  it('is never sent under a key that Stripe may have forgotten', async () => {
    await hold();
    world.stripe.failNext('capturePayment', 'before', new StripeUnavailableError('gone'));
    await expect(execute(700)).rejects.toMatchObject({ code: 'stripe_unavailable' });
    world.clock.advance(A_DAY_MS);
    world.stripe.calls.length = 0;
    await settle.execute(UNTIL_STOPPED);
    expect(world.stripe.calls).toEqual(['retrievePayment']);
    expect(keyOfCapture()).toBeNull();
  });

  it.each([
    ['authorized, then released', ['requires_capture', 'canceled'], null, 'cancelled'],
    ['released, then authorized', ['canceled', 'requires_capture'], null, 'cancelled'],
    ['authorized, then lapsed', ['requires_capture', 'canceled'], 'automatic', 'expired'],
    ['lapsed, then authorized', ['canceled', 'requires_capture'], 'automatic', 'expired'],
    ['lapsed in newer words', ['requires_capture', 'canceled'], 'expired', 'expired'],
  ] as const)('ends the same, whatever event comes first: %s', async (_, statuses, reason, expected) => {
    const { paymentIntentId } = await world.createPaymentIntent.execute({
      organizationId: ORGANIZATION,
      userId: PAYER,
      orderId: 'order-1',
    });
    const opened = await world.stripe.retrievePayment(paymentIntentId);
    for (const status of statuses) {
      const seconds = status === 'canceled' ? 20 : 10;
      const asOf = new Date(opened.asOf.getTime() + seconds * 1_000);
      const cancellationReason = status === 'canceled' ? reason : null;
      await record({ ...opened, status, chargeId: 'ch_1', cancellationReason, askedAt: asOf, asOf });
    }
    expect(await world.statusOf()).toBe(expected);
  });
});

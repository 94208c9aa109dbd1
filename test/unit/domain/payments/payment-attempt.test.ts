import { PaymentAttempt } from '../../../../src/domain/payments/payment-attempt.js';
import type { PaymentObservation } from '../../../../src/domain/payments/payment-observation.js';
import type { PaymentStatus } from '../../../../src/domain/payments/payment-status.js';
import { Money } from '../../../../src/domain/shared/money.js';

const AT = new Date('2026-11-20T12:00:00Z');

function requested(): PaymentAttempt {
  return PaymentAttempt.request({
    id: 'attempt-1',
    organizationId: 'org-1',
    orderId: 'order-1',
    orderNumber: 'KAI-261120-AAAAA',
    userId: 'user-1',
    kind: 'payment_intent',
    amount: Money.of(1200, 'jpy'),
    captureMethod: 'automatic',
    stripeCustomerId: 'cus_1',
    at: AT,
  });
}

function seen(status: PaymentStatus, paymentIntentId = 'pi_1'): PaymentObservation {
  return {
    paymentIntentId,
    status,
    amountReceivedMinor: status === 'succeeded' ? 1200 : 0,
    amountCapturableMinor: 0,
    chargeId: null,
    cancellationReason: null,
    lastErrorCode: null,
    lastErrorMessage: null,
    askedAt: AT,
    asOf: AT,
    source: 'event',
    seenVersion: null,
  };
}

describe('a payment attempt', () => {
  it('has its idempotency key before Stripe is asked', () => {
    const attempt = requested();
    expect(attempt.status).toBe('opening');
    expect(attempt.snapshot().idempotencyKey).toBe('attempt-1.create');
  });

  it.each<[PaymentStatus, string, boolean]>([
    ['requires_payment_method', 'open', false],
    ['requires_action', 'open', false],
    ['processing', 'open', false],
    ['requires_capture', 'open', false],
    ['succeeded', 'succeeded', true],
    ['canceled', 'canceled', true],
  ])('that is %s at Stripe is %s here', (status, expected, closed) => {
    const attempt = requested();
    attempt.observe(seen(status), AT);
    expect(attempt.status).toBe(expected);
    expect(attempt.snapshot().closedAt !== null).toBe(closed);
    expect(attempt.stripePaymentIntentId).toBe('pi_1');
  });

  it('is never reopened once it has ended', () => {
    const attempt = requested();
    attempt.observe(seen('canceled'), AT);
    expect(() => attempt.observe(seen('requires_action'), AT)).toThrow('cannot go from canceled to open');
  });

  it('has one PaymentIntent', () => {
    const attempt = requested();
    attempt.observe(seen('requires_action'), AT);
    expect(() => attempt.observe(seen('succeeded', 'pi_2'), AT)).toThrow('one PaymentIntent');
  });

  it('gets a new key only while Stripe has not answered', () => {
    const attempt = requested();
    attempt.renewKey('second', AT);
    expect(attempt.snapshot().idempotencyKey).toBe('attempt-1.create.second');
    attempt.observe(seen('requires_action'), AT);
    expect(() => attempt.renewKey('third', AT)).toThrow('without an answer');
  });

  it('that was abandoned is revived by nothing but money that moved', () => {
    const attempt = requested();
    attempt.abandon('resource_missing', 'No such customer', AT);
    expect(attempt.judge(seen('processing'))).toBe('stale');
    expect(attempt.judge(seen('succeeded'))).toBe('apply');
    attempt.observe(seen('succeeded'), AT);
    expect(attempt.status).toBe('succeeded');
  });

  it('is about some money', () => {
    const { id, organizationId, orderId, orderNumber, userId, stripeCustomerId } = requested().snapshot();
    const amount = Money.zero('jpy');
    expect(() =>
      PaymentAttempt.request({
        id,
        organizationId,
        orderId,
        orderNumber,
        userId,
        kind: 'payment_intent',
        captureMethod: 'automatic',
        stripeCustomerId,
        amount,
        at: AT,
      }),
    ).toThrow('Nothing is to be paid');
  });

  it('captures only what its currency has coins for, which Stripe would refuse otherwise', () => {
    const attempt = PaymentAttempt.rehydrate({
      ...requested().snapshot(),
      ...{ status: 'open', paymentStatus: 'requires_capture', captureMethod: 'manual' },
      ...{ amountMinor: 10_000, amountCapturableMinor: 10_000, currency: 'kwd' },
    });
    expect(() => attempt.requestCapture(5_003, 'g', AT)).toThrow('a multiple of 10');
    attempt.requestCapture(5_010, 'g', AT);
    expect(attempt.snapshot().captureAmountMinor).toBe(5_010);
  });
});

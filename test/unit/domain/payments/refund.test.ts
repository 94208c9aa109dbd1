import { Refund, type RefundSighting } from '../../../../src/domain/payments/refund.js';
import {
  canRefundMove,
  isStripeRefundStatus,
  REFUND_TRANSITIONS,
  type RefundStatus,
  reservesRoom,
} from '../../../../src/domain/payments/refund-status.js';
import { Money } from '../../../../src/domain/shared/money.js';

const AT = new Date('2026-11-20T09:00:00Z');
const LATER = new Date('2026-11-20T10:00:00Z');
const LATEST = new Date('2026-11-20T10:00:02Z');
const STATUSES = Object.keys(REFUND_TRANSITIONS) as RefundStatus[];

const request = (): Refund =>
  Refund.request({
    id: 'refund-1',
    organizationId: 'organization-1',
    attemptId: 'attempt-1',
    orderId: 'order-1',
    orderNumber: 'KAI-1',
    stripePaymentIntentId: 'pi_1',
    amount: Money.of(500, 'jpy'),
    reason: null,
    requestedBy: 'operator',
    at: AT,
    nextTryAt: LATER,
  });
const seen = (status: RefundSighting['status'], changes: Partial<RefundSighting> = {}): RefundSighting => ({
  id: 're_1',
  status,
  amountMinor: 500,
  currency: 'jpy',
  reason: null,
  failureReason: null,
  source: 'event',
  seenVersion: null,
  askedAt: changes.asOf ?? AT,
  asOf: AT,
  ...changes,
});

describe('the table of refund statuses', () => {
  it('lets nothing out of failed and canceled, and nothing back from succeeded to waiting', () => {
    expect(STATUSES.filter((status) => REFUND_TRANSITIONS[status].length === 0)).toEqual([
      'failed',
      'canceled',
    ]);
    expect(STATUSES.filter((status) => canRefundMove('succeeded', status))).toEqual(['failed', 'canceled']);
  });

  it('keeps the room of what is on its way or done', () => {
    expect(STATUSES.filter(reservesRoom)).toEqual(['requested', 'pending', 'requires_action', 'succeeded']);
  });

  it('knows the words of Stripe, and takes no others from it', () => {
    expect(['requested', 'rejected', 'teleported', null].filter(isStripeRefundStatus)).toEqual([]);
  });
});

describe('a refund', () => {
  it('is asked for with a key of its own', () => {
    expect(request().snapshot()).toMatchObject({ status: 'requested', idempotencyKey: 'refund-1.create' });
    expect(() =>
      Refund.request({
        ...request().snapshot(),
        amount: Money.zero('jpy'),
        requestedBy: 'policy',
        at: AT,
        nextTryAt: AT,
      }),
    ).toThrow('Nothing');
  });

  it('between its two ways of waiting follows the later word', () => {
    const refund = request();
    refund.observe(seen('requires_action', { asOf: LATER }), LATER);
    expect(refund.observe(seen('pending'), LATER)).toBe('unchanged');
    expect(refund.observe(seen('pending', { asOf: LATEST }), LATER)).toBe('moved');
  });

  it('between its two ways of waiting leaves a doubt within one second', () => {
    const refund = request();
    refund.observe(seen('requires_action', { asOf: LATER }), LATER);
    expect(refund.observe(seen('pending', { asOf: LATER }), LATER)).toBe('doubt');
    expect(refund.observe(seen('requires_action', { asOf: LATER }), LATER)).toBe('unchanged');
    expect(refund.status).toBe('requires_action');
  });

  it('that waits as before does so as of later, so that what is older stays older', () => {
    const refund = request();
    refund.observe(seen('pending'), AT);
    expect(refund.observe(seen('pending', { asOf: LATEST }), LATEST)).toBe('seen');
    expect(refund.observe(seen('requires_action', { asOf: LATER }), LATEST)).toBe('unchanged');
  });

  it('that Stripe refused and made after all was made', () => {
    const refund = request();
    refund.reject('balance_insufficient', 'No.', LATER);
    expect(() => refund.reject(null, 'No.', LATER)).toThrow('without an answer');
    expect(refund.observe(seen('succeeded'), LATER)).toBe('moved');
    expect(refund.snapshot()).toMatchObject({ status: 'succeeded', failureCode: null, failureMessage: null });
  });

  it('can be what Stripe shows only with the same money, and only once', () => {
    const refund = request();
    expect(refund.canBe(seen('succeeded'))).toBe(true);
    expect(refund.canBe(seen('succeeded', { amountMinor: 501 }))).toBe(false);
    expect(refund.canBe(seen('succeeded', { currency: 'usd' }))).toBe(false);
    refund.observe(seen('succeeded'), LATER);
    expect([refund.canBe(seen('failed')), refund.canBe(seen('failed', { id: 're_2' }))]).toEqual([
      true,
      false,
    ]);
  });

  it('gets a new key only while there is no answer', () => {
    const refund = request();
    refund.renewKey('2', LATER);
    expect(refund.snapshot()).toMatchObject({ idempotencyKey: 'refund-1.create.2', keyMadeAt: LATER });
    refund.observe(seen('succeeded'), LATER);
    expect(() => refund.renewKey('3', LATER)).toThrow('without an answer');
  });
});

import {
  judge,
  type KnownPayment,
  type PaymentObservation,
} from '../../../../src/domain/payments/payment-observation.js';
import type { PaymentStatus } from '../../../../src/domain/payments/payment-status.js';

const NOON = new Date('2026-11-20T12:00:00Z');
const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1_000);

function seen(
  status: PaymentStatus,
  asOf: Date,
  fetch: Partial<PaymentObservation> = {},
): PaymentObservation {
  return {
    paymentIntentId: 'pi_1',
    status,
    amountReceivedMinor: 0,
    amountCapturableMinor: 0,
    chargeId: null,
    cancellationReason: null,
    lastErrorCode: null,
    lastErrorMessage: null,
    askedAt: asOf,
    asOf,
    source: 'event',
    seenVersion: null,
    ...fetch,
  };
}

/** An answer to a question that was put when the row had this version. */
const fetched = (seenVersion: number, askedAt = NOON): Partial<PaymentObservation> => ({
  source: 'fetch',
  seenVersion,
  askedAt,
});

const VERSION = 5;
const known = (status: PaymentStatus, askedAt = NOON): KnownPayment => ({
  status,
  askedAt,
  asOf: NOON,
  version: VERSION,
});

describe('what an observation of a payment is worth', () => {
  it('applies the first one that is ever seen', () => {
    expect(judge(null, seen('requires_action', NOON))).toBe('apply');
  });

  it('takes a final state from any payload, however old it is', () => {
    expect(judge(known('processing'), seen('succeeded', after(-3_600)))).toBe('apply');
    expect(judge(known('requires_action'), seen('canceled', after(-3_600)))).toBe('apply');
  });

  it('never leaves a final state', () => {
    expect(judge(known('succeeded'), seen('processing', after(10)))).toBe('stale');
    expect(judge(known('canceled'), seen('requires_payment_method', after(10), fetched(VERSION)))).toBe(
      'stale',
    );
  });

  it('knows a final state that is told again', () => {
    expect(judge(known('succeeded'), seen('succeeded', after(10)))).toBe('known');
  });

  it('calls both final states of one payment a contradiction', () => {
    expect(judge(known('succeeded'), seen('canceled', after(10)))).toBe('contradiction');
    expect(judge(known('canceled'), seen('succeeded', after(10)))).toBe('contradiction');
  });

  it('lets the strictly later of two passing states win', () => {
    expect(judge(known('requires_action'), seen('processing', after(1)))).toBe('apply');
  });

  it('asks Stripe where the same second, or the one before, leaves a doubt', () => {
    expect(judge(known('requires_action'), seen('processing', NOON))).toBe('fetch');
    expect(judge(known('requires_action'), seen('processing', after(-1)))).toBe('fetch');
  });

  it('drops a passing state that is older by more than the resolution of the clock', () => {
    expect(judge(known('requires_action'), seen('processing', after(-2)))).toBe('stale');
  });

  it('takes an answer when nothing was written since the question, whatever the seconds say', () => {
    expect(judge(known('requires_action'), seen('processing', NOON, fetched(VERSION)))).toBe('apply');
  });

  it('lets a slower, older answer lose against what was written meanwhile', () => {
    const slow = fetched(VERSION - 1, after(-9));
    expect(judge(known('requires_action'), seen('processing', after(-1), slow))).toBe('stale');
  });

  it('asks again when an answer and what was written meanwhile may be of the same moment', () => {
    const crossing = fetched(VERSION - 1, after(-1));
    expect(judge(known('requires_action'), seen('processing', after(1), crossing))).toBe('fetch');
  });

  it('takes an answer to a question that was put after all that is known', () => {
    const late = fetched(VERSION - 1, after(1));
    expect(judge(known('requires_action'), seen('processing', after(1), late))).toBe('apply');
  });

  it('asks about an event from within the time of a slow look, which may or may not have seen it', () => {
    const lookedFor8s = known('requires_action', after(-8));
    expect(judge(lookedFor8s, seen('processing', after(-5)))).toBe('fetch');
    expect(judge(lookedFor8s, seen('processing', after(-10)))).toBe('stale');
  });
});

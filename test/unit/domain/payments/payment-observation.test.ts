import { judge, type PaymentObservation } from '../../../../src/domain/payments/payment-observation.js';
import type { PaymentStatus } from '../../../../src/domain/payments/payment-status.js';

const NOON = new Date('2026-11-20T12:00:00Z');
const after = (seconds: number): Date => new Date(NOON.getTime() + seconds * 1_000);

function seen(status: PaymentStatus, asOf: Date, source: 'event' | 'fetch' = 'event'): PaymentObservation {
  return {
    paymentIntentId: 'pi_1',
    status,
    amountReceivedMinor: 0,
    lastErrorCode: null,
    lastErrorMessage: null,
    asOf,
    source,
  };
}

describe('what an observation of a payment is worth', () => {
  it('applies the first one that is ever seen', () => {
    expect(judge(null, null, seen('requires_action', NOON))).toBe('apply');
  });

  it('takes a final state from any payload, however old it is', () => {
    expect(judge('processing', NOON, seen('succeeded', after(-3_600)))).toBe('apply');
    expect(judge('requires_action', NOON, seen('canceled', after(-3_600)))).toBe('apply');
  });

  it('never leaves a final state', () => {
    expect(judge('succeeded', NOON, seen('processing', after(10)))).toBe('stale');
    expect(judge('canceled', NOON, seen('requires_payment_method', after(10), 'fetch'))).toBe('stale');
  });

  it('knows a final state that is told again', () => {
    expect(judge('succeeded', NOON, seen('succeeded', after(10)))).toBe('known');
  });

  it('calls both final states of one payment a contradiction', () => {
    expect(judge('succeeded', NOON, seen('canceled', after(10)))).toBe('contradiction');
    expect(judge('canceled', NOON, seen('succeeded', after(10)))).toBe('contradiction');
  });

  it('lets the strictly later of two passing states win', () => {
    expect(judge('requires_action', NOON, seen('processing', after(1)))).toBe('apply');
  });

  it('asks Stripe where the same second, or the one before, leaves a doubt', () => {
    expect(judge('requires_action', NOON, seen('processing', NOON))).toBe('fetch');
    expect(judge('requires_action', NOON, seen('processing', after(-1)))).toBe('fetch');
  });

  it('drops a passing state that is older by more than the resolution of the clock', () => {
    expect(judge('requires_action', NOON, seen('processing', after(-2)))).toBe('stale');
  });

  it('takes the answer to a question of the same second, but not an older one', () => {
    expect(judge('requires_action', NOON, seen('processing', NOON, 'fetch'))).toBe('apply');
    expect(judge('requires_action', NOON, seen('processing', after(-1), 'fetch'))).toBe('stale');
  });
});

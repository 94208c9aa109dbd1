import type { StripeEvent } from '../../../src/webhooks/dispatch/stripe-event.js';
import { readCharge } from '../../../src/webhooks/payload/read-charge.js';
import { readDispute } from '../../../src/webhooks/payload/read-dispute.js';
import { readFraudWarning, readReview } from '../../../src/webhooks/payload/read-fraud-signal.js';
import { readRefund } from '../../../src/webhooks/payload/read-refund.js';

const AT = new Date('2026-11-20T09:00:00Z');
const event = (object: Readonly<Record<string, unknown>>): StripeEvent => ({
  organizationId: '00000000-0000-7000-8000-000000000001',
  id: 'evt_1',
  type: 'test',
  account: null,
  livemode: false,
  createdAt: AT,
  object,
});

const REFUND = { id: 're_1', amount: 500, currency: 'jpy', status: 'succeeded', charge: 'ch_1' };

describe('a refund in a payload', () => {
  it('is read as it stands, expanded references too', () => {
    const refund = {
      ...REFUND,
      status: 'failed',
      failure_reason: 'declined',
      payment_intent: { id: 'pi_1' },
      reason: 'duplicate',
      metadata: { refund_id: 'refund-1' },
    };
    expect(readRefund(refund, null, AT)).toEqual({
      id: 're_1',
      status: 'failed',
      amountMinor: 500,
      currency: 'jpy',
      reason: 'duplicate',
      failureReason: 'declined',
      chargeId: 'ch_1',
      paymentIntentId: 'pi_1',
      refundId: 'refund-1',
      askedAt: AT,
      asOf: AT,
    });
  });

  it('is of the payment of its charge, and done, where an old API version says neither', () => {
    const old = { ...REFUND, status: undefined };
    expect(readRefund(old, 'pi_1', AT)).toMatchObject({ paymentIntentId: 'pi_1', status: 'succeeded' });
  });

  it.each([
    ['an id', { id: 7 }],
    ['a status', { status: 'teleported' }],
    ['an amount', { amount: '500' }],
    ['a currency', { currency: null }],
  ])('without %s that can be read is refused', (_, changes) => {
    expect(() => readRefund({ ...REFUND, ...changes }, null, AT)).toThrow('no readable');
  });
});

describe('a charge in a payload', () => {
  const CHARGE = { id: 'ch_1', payment_intent: 'pi_1', captured: true, amount_refunded: 500 };

  it('shows its refunds in old API versions, and only their sum in new ones', () => {
    const old = { ...CHARGE, refunds: { data: [REFUND], has_more: false } };
    expect(readCharge(event(old)).refunds).toMatchObject([{ id: 're_1', paymentIntentId: 'pi_1' }]);
    expect(readCharge(event(CHARGE))).toMatchObject({ refunds: null, amountRefundedMinor: 500, risk: null });
  });

  it('shows a part of many, which is not all', () => {
    const many = { ...CHARGE, refunds: { data: [REFUND], has_more: true } };
    expect(readCharge(event(many)).refunds).toBeNull();
  });

  it('shows what Radar thought of it', () => {
    const outcome = {
      risk_level: 'elevated',
      risk_score: 72,
      type: 'manual_review',
      seller_message: 'Look.',
    };
    expect(readCharge(event({ ...CHARGE, outcome, metadata: { attempt_id: 'a1' } })).risk).toEqual({
      chargeId: 'ch_1',
      attemptId: 'a1',
      level: 'elevated',
      score: 72,
      outcomeType: 'manual_review',
      sellerMessage: 'Look.',
      asOf: AT,
    });
    expect(readCharge(event({ ...CHARGE, outcome: {} })).risk).toMatchObject({ level: null, score: null });
  });

  it('that nobody captured is told apart', () => {
    expect(readCharge(event({ ...CHARGE, captured: false })).isCaptured).toBe(false);
    expect(() => readCharge(event({ ...CHARGE, id: null }))).toThrow('no readable');
  });
});

describe('a dispute in a payload', () => {
  const DISPUTE = { id: 'du_1', charge: 'ch_1', status: 'needs_response', amount: 500, currency: 'jpy' };

  it('is read with its money and its day', () => {
    const whole = {
      ...DISPUTE,
      payment_intent: 'pi_1',
      reason: 'fraudulent',
      created: 1_795_000_000,
      evidence_details: { due_by: 1_795_700_000, has_evidence: true, submission_count: 1 },
      is_charge_refundable: false,
      balance_transactions: [{ id: 'txn_1', amount: -500, currency: 'jpy' }],
      metadata: { response_id: 'r1' },
    };
    expect(readDispute(event(whole))).toEqual({
      id: 'du_1',
      chargeId: 'ch_1',
      paymentIntentId: 'pi_1',
      amountMinor: 500,
      currency: 'jpy',
      reason: 'fraudulent',
      status: 'needs_response',
      dueBy: new Date(1_795_700_000_000),
      isChargeRefundable: false,
      hasEvidence: true,
      submissionCount: 1,
      balanceTransactions: [{ id: 'txn_1', amountMinor: -500, currency: 'jpy' }],
      openedAt: new Date(1_795_000_000_000),
      responseId: 'r1',
      askedAt: AT,
      asOf: AT,
    });
  });

  it('is read where an old API version leaves things out', () => {
    expect(readDispute(event(DISPUTE))).toMatchObject({
      paymentIntentId: null,
      dueBy: null,
      reason: 'general',
      submissionCount: 0,
      balanceTransactions: [],
      openedAt: AT,
    });
  });

  it.each([
    ['a charge', { charge: null }],
    ['an amount', { amount: 1.5 }],
    ['balance transactions', { balance_transactions: ['txn_1'] }],
  ])('without %s that can be read is refused', (_, changes) => {
    expect(() => readDispute(event({ ...DISPUTE, ...changes }))).toThrow('no readable');
  });
});

describe("Radar's word in a payload", () => {
  it('is read where an old API version says in one field why a review was opened and closed', () => {
    const review = { id: 'prv_1', open: true, reason: 'rule', payment_intent: 'pi_1' };
    expect(readReview(event(review))).toEqual({
      id: 'prv_1',
      isOpen: true,
      openedReason: 'rule',
      closedReason: null,
      paymentIntentId: 'pi_1',
    });
    const closed = { ...review, open: false, reason: 'approved' };
    expect(readReview(event(closed))).toMatchObject({ openedReason: null, closedReason: 'approved' });
    expect(() => readReview(event({ ...review, open: 'yes' }))).toThrow('no readable');
  });

  it('is read of a warning', () => {
    const warning = { id: 'issfr_1', charge: { id: 'ch_1' }, actionable: true, created: 1_795_000_000 };
    expect(readFraudWarning(event(warning))).toEqual({
      id: 'issfr_1',
      chargeId: 'ch_1',
      fraudType: 'misc',
      isActionable: true,
      warnedAt: new Date(1_795_000_000_000),
      paymentIntentId: null,
    });
    expect(() => readFraudWarning(event({ ...warning, charge: null }))).toThrow('no readable');
  });
});

import type Stripe from 'stripe';
import type { SubmitEvidenceCommand } from '../../../src/application/payments/ports/stripe-disputes.js';
import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../../../src/application/ports/stripe-service.js';
import { StripeCaller } from '../../../src/infrastructure/stripe/stripe-caller.js';
import { createStripeClient } from '../../../src/infrastructure/stripe/stripe-client.js';
import { StripeDisputes } from '../../../src/infrastructure/stripe/stripe-disputes.js';
import { StripeFraud } from '../../../src/infrastructure/stripe/stripe-fraud.js';
import { TestSandbox } from '../../support/sandbox.js';

describe('disputes and signs of fraud at Stripe by its SDK', () => {
  let sandbox: TestSandbox;
  let client: Stripe;
  let disputes: StripeDisputes;
  let fraud: StripeFraud;

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    client = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: sandbox.url });
    const caller = new StripeCaller({ inTransaction: false });
    disputes = new StripeDisputes(client, caller);
    fraud = new StripeFraud(client, caller);
  });
  beforeEach(async () => {
    await sandbox.clearFaults();
    await sandbox.reset();
  });
  afterAll(() => sandbox.close());

  const pay = async (card: string): Promise<string> => {
    const paid = { amount: 1_200, currency: 'jpy', confirm: true, payment_method: card } as const;
    return (await client.paymentIntents.create(paid)).id;
  };
  const disputed = async (card = 'pm_card_createDispute'): Promise<string> => {
    await pay(card);
    const [dispute] = (await client.disputes.list()).data;
    return dispute?.id ?? '';
  };
  const evidence = (
    stripeDisputeId: string,
    changes: Partial<SubmitEvidenceCommand> = {},
  ): SubmitEvidenceCommand => ({
    idempotencyKey: 'response-1.evidence',
    responseId: 'response-1',
    stripeDisputeId,
    evidence: { customer_name: 'Hanako' },
    submit: true,
    ...changes,
  });

  it('are shown with the money that moved and the day until which they can be answered', async () => {
    const dispute = await disputes.retrieve(await disputed());
    expect(dispute).toMatchObject({
      status: 'needs_response',
      reason: 'fraudulent',
      amountMinor: 1_200,
      currency: 'jpy',
      isChargeRefundable: false,
      paymentIntentId: expect.stringMatching(/^pi_/),
      chargeId: expect.stringMatching(/^ch_/),
      responseId: null,
    });
    expect(dispute.balanceTransactions).toHaveLength(1);
    expect(dispute.dueBy?.getTime()).toBeGreaterThan(dispute.openedAt.getTime());
  });

  it('take evidence once under one key, and tell which answer they took', async () => {
    const id = await disputed();
    const sent = { status: 'under_review', submissionCount: 1, hasEvidence: true, responseId: 'response-1' };
    expect(await disputes.submitEvidence(evidence(id))).toMatchObject(sent);
    expect(await disputes.submitEvidence(evidence(id))).toMatchObject(sent);
  });

  it('save evidence that is not to be sent yet', async () => {
    const saved = await disputes.submitEvidence(evidence(await disputed(), { submit: false }));
    expect(saved).toMatchObject({ status: 'needs_response', submissionCount: 0, hasEvidence: true });
  });

  it('are accepted once, a 500 notwithstanding, and an inquiry is closed', async () => {
    const id = await disputed();
    await sandbox.fail({
      route: 'POST /v1/disputes/:id/close',
      kind: 'status',
      status: 500,
      when: 'after',
      times: 1,
    });
    expect(await disputes.close(id)).toMatchObject({ status: 'lost' });
    expect(await disputes.close(id)).toMatchObject({ status: 'lost' });
    expect(await disputes.close(await disputed('pm_card_createDisputeInquiry'))).toMatchObject({
      status: 'warning_closed',
    });
  });

  it('stay open where Stripe did not take the acceptance', async () => {
    const id = await disputed();
    await sandbox.fail({
      route: 'POST /v1/disputes/:id/close',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 1,
    });
    await expect(disputes.close(id)).rejects.toBeInstanceOf(StripeOutcomeUnknownError);
    await expect(disputes.close('du_nothing')).rejects.toBeInstanceOf(StripeRejectedError);
  });

  it('come with reviews, open and closed', async () => {
    const paymentIntentId = await pay('pm_card_riskLevelElevated');
    const [opened] = (await client.reviews.list()).data;
    const review = opened?.id ?? '';
    const open = { isOpen: true, openedReason: 'rule', closedReason: null, paymentIntentId };
    expect(await fraud.retrieveReview(review)).toMatchObject(open);
    await client.reviews.approve(review);
    expect(await fraud.retrieveReview(review)).toMatchObject({
      isOpen: false,
      closedReason: 'approved',
    });
  });

  it('come with warnings of fraud', async () => {
    const paymentIntentId = await pay('pm_card_createIssuerFraudRecord');
    const [warning] = (await client.radar.earlyFraudWarnings.list()).data;
    expect(await fraud.retrieveWarning(warning?.id ?? '')).toMatchObject({
      isActionable: true,
      fraudType: 'unauthorized_use_of_card',
      paymentIntentId,
    });
  });
});

import { afterAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox, until } from './support/sandbox.js';
import { conservation, type Truth } from './support/conservation.js';

const DAY = 24 * 3600;
let sandbox: TestSandbox;
let stripe: Stripe;

beforeEach(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterEach(async () => {
  expect(conservation(await sandbox.control<Truth>('GET', 'truth'))).toEqual([]);
  await sandbox.close();
});
afterAll(() => undefined);

const pay = (payment_method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    confirm: true,
    payment_method,
    capture_method: 'automatic',
    ...extra,
  });
const trigger = (kind: string, extra: object = {}) =>
  sandbox.control<{ id: string; status: string; error?: object }>('POST', 'trigger', { kind, ...extra });
const advance = (seconds: number) => sandbox.control('POST', 'time', { advance_seconds: seconds });
const types = async (): Promise<string[]> =>
  (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type);

describe('manual capture', () => {
  test('a partial capture charges the whole and takes the rest back in the balance', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual', expand: ['latest_charge'] });
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 10_000, amount_received: 0 });
    const before = (held.latest_charge as Stripe.Charge).payment_method_details?.card?.capture_before;
    expect(before).toBeGreaterThan(Date.now() / 1000 + 6 * DAY);
    const paid = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4000 });
    expect(paid).toMatchObject({ status: 'succeeded', amount_received: 4000, amount_capturable: 0 });
    const { data } = await stripe.balanceTransactions.list();
    expect(data.map(({ reporting_category, amount }) => [reporting_category, amount]).sort()).toEqual([
      ['charge', 10_000],
      ['partial_capture_reversal', -6000],
    ]);
    await expect(stripe.refunds.create({ payment_intent: held.id, amount: 4001 })).rejects.toThrow(
      'greater than unrefunded',
    );
  });

  test('a hold that nobody captures lapses, and looks like a refund of a special reason', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual' });
    await advance(7 * DAY + 1);
    const after = await stripe.paymentIntents.retrieve(held.id, { expand: ['latest_charge.refunds'] });
    expect(after).toMatchObject({ status: 'canceled', amount_capturable: 0 });
    const charge = after.latest_charge as Stripe.Charge;
    expect(charge).toMatchObject({ captured: false, refunded: true, balance_transaction: null });
    expect(charge.refunds?.data[0]).toMatchObject({
      reason: 'expired_uncaptured_charge',
      balance_transaction: null,
    });
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });
});

describe('refunds', () => {
  test('two equal partial refunds are two; the sum never exceeds the charge, also in parallel', async () => {
    const { id } = await pay('pm_card_visa');
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => stripe.refunds.create({ payment_intent: id, amount: 2500 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(4);
  });

  test('a refund that fails gives the money back to the balance and the charge its room', async () => {
    const { id } = await pay('pm_card_refundFail');
    const refund = await stripe.refunds.create({ payment_intent: id });
    expect(refund.status).toBe('succeeded');
    await until(async () => (await stripe.refunds.retrieve(refund.id)).status === 'failed');
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
    expect(intent.latest_charge).toMatchObject({ amount_refunded: 0, refunded: false });
    expect(await types()).toEqual(
      expect.arrayContaining(['refund.created', 'refund.updated', 'refund.failed', 'charge.refunded']),
    );
  });

  test('in another currency than the account settles in, the exchange rate is shown', async () => {
    const { id } = await pay('pm_card_visa', { currency: 'cad' });
    await stripe.refunds.create({ payment_intent: id });
    const { data } = await stripe.balanceTransactions.list();
    expect(data.map(({ currency }) => currency)).toEqual(['usd', 'usd']);
    expect(data.every(({ exchange_rate }) => exchange_rate !== null)).toBe(true);
    expect(data.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });
});

describe('disputes', () => {
  const opened = async (card: string): Promise<Stripe.Dispute> => {
    const { id } = await pay(card);
    const { data } = await stripe.disputes.list({ payment_intent: id });
    const [dispute] = data;
    if (!dispute) throw new Error('the card brought no dispute');
    return dispute;
  };

  test('money is taken with a fee, and comes back when the evidence wins', async () => {
    const dispute = await opened('pm_card_createDispute');
    expect(dispute).toMatchObject({
      status: 'needs_response',
      reason: 'fraudulent',
      amount: 10_000,
      is_charge_refundable: false,
    });
    expect(dispute.balance_transactions[0]).toMatchObject({
      amount: -10_000,
      fee: 1500,
      reporting_category: 'dispute',
    });
    await expect(stripe.refunds.create({ charge: dispute.charge as string })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    await stripe.disputes.update(dispute.id, { evidence: { uncategorized_text: 'winning_evidence' } });
    const won = await until(async () => {
      const found = await stripe.disputes.retrieve(dispute.id);
      return found.status === 'won' && found;
    });
    expect(won.balance_transactions.map(({ net }) => net)).toEqual([-11_500, 10_000]);
  });

  test('without a response in time it is lost', async () => {
    const dispute = await opened('pm_card_createDisputeProductNotReceived');
    await advance(10 * DAY);
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      status: 'lost',
      evidence_details: { past_due: true },
    });
  });

  test('an inquiry moves no money until it escalates', async () => {
    const inquiry = await opened('pm_card_createDisputeInquiry');
    expect(inquiry).toMatchObject({
      status: 'warning_needs_response',
      balance_transactions: [],
      is_charge_refundable: true,
    });
    expect(await trigger('dispute_escalated')).toMatchObject({ status: 'needs_response' });
    expect((await stripe.disputes.close(inquiry.id)).status).toBe('lost');
  });
});

test('a review opens for elevated risk and closes with its reason', async () => {
  const intent = await pay('pm_card_riskLevelElevated');
  expect(intent.review).toMatch(/^prv_/);
  await stripe.refunds.create({ payment_intent: intent.id, reason: 'fraudulent' });
  expect(await stripe.reviews.retrieve(intent.review as string)).toMatchObject({
    open: false,
    closed_reason: 'refunded_as_fraud',
  });
});

test('an early fraud warning is actionable until the money is given back', async () => {
  const intent = await pay('pm_card_createIssuerFraudRecord');
  const list = () => stripe.radar.earlyFraudWarnings.list({ payment_intent: intent.id });
  expect((await list()).data[0]?.actionable).toBe(true);
  await stripe.refunds.create({ payment_intent: intent.id });
  expect((await list()).data[0]?.actionable).toBe(false);
});

test('funds become available after two days, are paid out with their transactions, and may come back', async () => {
  await pay('pm_card_visa');
  await expect(stripe.payouts.create({ amount: 100, currency: 'usd' })).rejects.toMatchObject({
    code: 'balance_insufficient',
  });
  await advance(2 * DAY + 1);
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 9640, currency: 'usd' }]);
  const { id } = await trigger('payout');
  await advance(5);
  const paid = await stripe.payouts.retrieve(id);
  expect(paid).toMatchObject({
    status: 'paid',
    automatic: true,
    amount: 9640,
    reconciliation_status: 'completed',
  });
  const { data } = await stripe.balanceTransactions.list({ payout: id });
  expect(data.filter(({ type }) => type !== 'payout').reduce((sum, { net }) => sum + net, 0)).toBe(
    paid.amount,
  );
  await trigger('payout_failure', { object: id });
  expect((await stripe.payouts.retrieve(id)).status).toBe('failed');
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 9640 }]);
});

test.each([
  ['pm_usBankAccount', 'usd', 'processing', 'succeeded'],
  ['pm_usBankAccount_accountClosed', 'usd', 'processing', 'requires_payment_method'],
  ['pm_konbini', 'jpy', 'requires_action', 'succeeded'],
])('%s settles later', async (method, currency, first, last) => {
  const intent = await pay(method, { currency });
  expect(intent.status).toBe(first);
  await advance(60);
  expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe(last);
});

test('state is saved by one call and restored by one', async () => {
  const { id } = await pay('pm_card_visa');
  const state = await sandbox.control('GET', 'state');
  await sandbox.control('POST', 'reset', {});
  await expect(stripe.paymentIntents.retrieve(id)).rejects.toThrow('No such');
  await sandbox.control('PUT', 'state', state);
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
});

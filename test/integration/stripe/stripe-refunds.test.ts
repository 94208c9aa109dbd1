import type Stripe from 'stripe';
import type { CreateRefundCommand } from '../../../src/application/payments/ports/stripe-refunds.js';
import {
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../src/application/ports/stripe-service.js';
import { Money } from '../../../src/domain/shared/money.js';
import { StripeCaller } from '../../../src/infrastructure/stripe/stripe-caller.js';
import { createStripeClient } from '../../../src/infrastructure/stripe/stripe-client.js';
import { StripeRefunds } from '../../../src/infrastructure/stripe/stripe-refunds.js';
import { TestSandbox } from '../../support/sandbox.js';

const SHORT_DEADLINE_MS = 1_000;
/** A try more than the deadline has room for. */
const FOREVER = 1_000;

describe('refunds at Stripe by its SDK', () => {
  let sandbox: TestSandbox;
  let client: Stripe;
  let refunds: StripeRefunds;
  let paymentIntentId: string;
  const transactions = { inTransaction: false };

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    client = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: sandbox.url });
    refunds = new StripeRefunds(client, new StripeCaller(transactions, SHORT_DEADLINE_MS));
  });
  beforeEach(async () => {
    transactions.inTransaction = false;
    await sandbox.clearFaults();
    await sandbox.reset();
    const paid = { amount: 1_200, currency: 'jpy', confirm: true, payment_method: 'pm_card_visa' } as const;
    ({ id: paymentIntentId } = await client.paymentIntents.create(paid));
  });
  afterAll(() => sandbox.close());

  const command = (changes: Partial<CreateRefundCommand> = {}): CreateRefundCommand => ({
    idempotencyKey: 'refund-1.create',
    refundId: 'refund-1',
    paymentIntentId,
    amount: Money.of(500, 'jpy'),
    reason: null,
    orderId: 'order-1',
    orderNumber: 'KAI-261120-7F3K2',
    ...changes,
  });
  const listed = async (): Promise<Stripe.Refund[]> =>
    (await client.refunds.list({ payment_intent: paymentIntentId })).data;

  it('are made with what is needed to know them again', async () => {
    expect(await refunds.create(command({ reason: 'duplicate' }))).toMatchObject({
      id: expect.stringMatching(/^re_/),
      status: 'succeeded',
      amountMinor: 500,
      currency: 'jpy',
      reason: 'duplicate',
      failureReason: null,
      paymentIntentId,
      refundId: 'refund-1',
    });
    const metadata = { refund_id: 'refund-1', order_id: 'order-1', order_number: 'KAI-261120-7F3K2' };
    expect(await listed()).toMatchObject([{ reason: 'duplicate', metadata }]);
  });

  it('keep a reason that Stripe has no word for', async () => {
    expect(await refunds.create(command({ reason: 'broken cup' }))).toMatchObject({ reason: 'broken cup' });
    expect(await listed()).toMatchObject([{ reason: null, metadata: { reason: 'broken cup' } }]);
  });

  it('are one of one key, and shown as they are now', async () => {
    const { id } = await refunds.create(command());
    await sandbox.trigger('refund_failure', id);
    expect(await refunds.create(command())).toMatchObject({ id, status: 'failed' });
    expect(await listed()).toHaveLength(1);
  });

  it('are found by our id among all of a payment', async () => {
    await client.refunds.create({ payment_intent: paymentIntentId, amount: 100 });
    const { id } = await refunds.create(command());
    expect(await refunds.find(paymentIntentId, 'refund-1')).toMatchObject({ id });
    expect(await refunds.find(paymentIntentId, 'refund-2')).toBeNull();
    expect((await refunds.list(paymentIntentId)).map(({ amountMinor }) => amountMinor)).toEqual([500, 100]);
    expect(await refunds.retrieve(id)).toMatchObject({ id, amountMinor: 500 });
  });

  it('are refused beyond what is left', async () => {
    const refused = refunds.create(command({ amount: Money.of(1_201, 'jpy') }));
    await expect(refused).rejects.toBeInstanceOf(StripeRejectedError);
    await refunds.create(command({ idempotencyKey: 'all', amount: Money.of(1_200, 'jpy') }));
    await expect(refunds.create(command({ idempotencyKey: 'refund-2.create' }))).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
  });

  it('have an outcome that is not known after a 500, and none while Stripe is away', async () => {
    const route = 'POST /v1/refunds';
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'after', times: 1 });
    await expect(refunds.create(command())).rejects.toBeInstanceOf(StripeOutcomeUnknownError);
    expect(await refunds.find(paymentIntentId, 'refund-1')).toMatchObject({ amountMinor: 500 });
    await sandbox.fail({ route, kind: 'reset', when: 'before', times: FOREVER });
    const second = command({ idempotencyKey: 'refund-2.create', refundId: 'refund-2' });
    await expect(refunds.create(second)).rejects.toBeInstanceOf(StripeUnavailableError);
  });

  it('are never asked for while a transaction is open', async () => {
    transactions.inTransaction = true;
    await expect(refunds.create(command())).rejects.toThrow('transaction');
  });
});

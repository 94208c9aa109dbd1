import type Stripe from 'stripe';
import {
  type CreatePaymentCommand,
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
  StripeUnavailableError,
} from '../../../src/application/ports/stripe-service.js';
import { Money } from '../../../src/domain/shared/money.js';
import { createStripeClient } from '../../../src/infrastructure/stripe/stripe-client.js';
import { StripeCaller } from '../../../src/infrastructure/stripe/stripe-caller.js';
import { StripeService } from '../../../src/infrastructure/stripe/stripe-service.js';
import { TestSandbox } from '../../support/sandbox.js';

/** A try more than the deadline has room for. */
const FOREVER = 1_000;
const SHORT_DEADLINE_MS = 1_000;
/** A slow machine's share beyond the deadline. */
const SLACK_MS = 2_000;

describe('Stripe by its SDK', () => {
  let sandbox: TestSandbox;
  let client: Stripe;
  let stripe: StripeService;
  const transactions = { inTransaction: false };

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    client = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: sandbox.url });
    stripe = new StripeService(client, new StripeCaller(transactions), false);
  });
  beforeEach(async () => {
    await sandbox.clearFaults();
    await sandbox.reset();
    transactions.inTransaction = false;
  });
  afterAll(() => sandbox.close());

  const createCustomer = (userId = 'user-1'): Promise<string> =>
    stripe.createCustomer({ idempotencyKey: `${userId}.c`, userId, email: 'aiko@example.com', name: 'Aiko' });
  const sought = { userId: 'user-1', email: 'aiko@example.com', requestedAt: new Date() };
  const command = (
    customerId: string,
    changes: Partial<CreatePaymentCommand> = {},
  ): CreatePaymentCommand => ({
    idempotencyKey: 'attempt-1.create',
    attemptId: 'attempt-1',
    amount: Money.of(1_200, 'jpy'),
    captureMethod: 'automatic',
    customerId,
    orderId: 'order-1',
    orderNumber: 'KAI-261120-7F3K2',
    userId: 'user-1',
    ...changes,
  });
  const intents = async (): Promise<Stripe.PaymentIntent[]> => (await client.paymentIntents.list()).data;

  it('makes one customer of one key, with our id in its metadata, finds it again, and changes its address', async () => {
    const id = await createCustomer();
    expect([await createCustomer(), await stripe.findCustomer(sought)]).toEqual([id, id]);
    expect(await stripe.findCustomer({ ...sought, userId: 'user-2' })).toBeNull();
    expect(await stripe.findCustomer({ ...sought, email: null })).toBe(id);
    await stripe.changeCustomerEmail(id, 'new@example.com');
    expect(await client.customers.retrieve(id)).toMatchObject({ email: 'new@example.com', name: 'Aiko' });
  });

  it('opens a payment with what is needed to know it again', async () => {
    const payment = await stripe.createPayment(command(await createCustomer()));
    expect(payment).toMatchObject({
      status: 'requires_payment_method',
      amountMinor: 1_200,
      currency: 'jpy',
      livemode: false,
      orderId: 'order-1',
      attemptId: 'attempt-1',
    });
    expect(payment.clientSecret).toContain(payment.id);
    expect((await intents())[0]?.metadata).toEqual({
      order_id: 'order-1',
      order_number: 'KAI-261120-7F3K2',
      user_id: 'user-1',
      attempt_id: 'attempt-1',
    });
  });

  it('answers a replayed creation with the payment as it is now', async () => {
    const customerId = await createCustomer();
    const { id } = await stripe.createPayment(command(customerId));
    await client.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await stripe.createPayment(command(customerId))).toMatchObject({
      id,
      status: 'succeeded',
      amountReceivedMinor: 1_200,
    });
  });

  it('tells why a payment failed', async () => {
    const { id } = await stripe.createPayment(command(await createCustomer()));
    await client.paymentIntents
      .confirm(id, { payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' })
      .catch(() => undefined);
    expect(await stripe.retrievePayment(id)).toMatchObject({
      status: 'requires_payment_method',
      lastErrorCode: 'insufficient_funds',
    });
  });

  it('finds a payment by our id, by listing', async () => {
    const customerId = await createCustomer();
    const { id } = await stripe.createPayment(command(customerId));
    const since = new Date(Date.now() - 60_000);
    expect((await stripe.findPayment(customerId, 'attempt-1', since))?.id).toBe(id);
    expect(await stripe.findPayment(customerId, 'attempt-2', since)).toBeNull();
  });

  it('cancels a payment, and leaves one that has ended as it is', async () => {
    const customerId = await createCustomer();
    const { id } = await stripe.createPayment(command(customerId));
    expect((await stripe.cancelPayment(id)).status).toBe('canceled');
    expect((await stripe.cancelPayment(id)).status).toBe('canceled');
    const second = await stripe.createPayment(
      command(customerId, { idempotencyKey: 'attempt-2.create', attemptId: 'attempt-2' }),
    );
    await client.paymentIntents.confirm(second.id, { payment_method: 'pm_card_visa' });
    expect((await stripe.cancelPayment(second.id)).status).toBe('succeeded');
  });

  it('looks at what became of a cancellation that was answered with a 500: done, or to be asked for again', async () => {
    const { id } = await stripe.createPayment(command(await createCustomer()));
    const route = 'POST /v1/payment_intents/:id/cancel';
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    await expect(stripe.cancelPayment(id)).rejects.toThrow(StripeOutcomeUnknownError);
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'after', times: 1 });
    expect((await stripe.cancelPayment(id)).status).toBe('canceled');
  });

  it.each([
    ['a reset connection', { kind: 'reset' }],
    ['half an answer', { kind: 'truncate' }],
    ['too many requests', { kind: 'status', status: 429 }],
  ] as const)('sends the same key again after %s, and makes one payment', async (_name, fault) => {
    const customerId = await createCustomer();
    await sandbox.fail({ route: 'POST /v1/payment_intents', when: 'before', times: 2, ...fault });
    await stripe.createPayment(command(customerId));
    expect(await intents()).toHaveLength(1);
  });

  it('makes one payment although its answer was lost', async () => {
    const customerId = await createCustomer();
    await sandbox.fail({ route: 'POST /v1/payment_intents', kind: 'reset', when: 'after', times: 1 });
    const payment = await stripe.createPayment(command(customerId));
    expect((await intents()).map(({ id }) => id)).toEqual([payment.id]);
  });

  it('does not send a key again whose answer is a stored 500', async () => {
    const customerId = await createCustomer();
    await sandbox.fail({
      route: 'POST /v1/payment_intents',
      kind: 'status',
      status: 500,
      when: 'after',
      times: 1,
    });
    await expect(stripe.createPayment(command(customerId))).rejects.toThrow(StripeOutcomeUnknownError);
    expect(await intents()).toHaveLength(1);
  });

  it('reads again after a 500', async () => {
    const { id } = await stripe.createPayment(command(await createCustomer()));
    await sandbox.fail({
      route: 'GET /v1/payment_intents/:id',
      kind: 'status',
      status: 500,
      when: 'before',
      times: 2,
    });
    expect((await stripe.retrievePayment(id)).id).toBe(id);
  });

  it('gives up within its deadline when Stripe hangs', async () => {
    const customerId = await createCustomer();
    const hurried = new StripeService(client, new StripeCaller(transactions, SHORT_DEADLINE_MS), false);
    await sandbox.fail({ route: 'POST /v1/payment_intents', kind: 'hang', when: 'before', times: FOREVER });
    const begun = performance.now();
    await expect(hurried.createPayment(command(customerId))).rejects.toThrow(StripeUnavailableError);
    expect(performance.now() - begun).toBeLessThan(SHORT_DEADLINE_MS + SLACK_MS);
  });

  it('lets calls that share a deadline take no longer than one', async () => {
    const customerId = await createCustomer();
    const hurried = new StripeService(client, new StripeCaller(transactions, SHORT_DEADLINE_MS), false);
    await sandbox.fail({
      route: 'GET /v1/payment_intents/:id',
      kind: 'hang',
      when: 'before',
      times: FOREVER,
    });
    await sandbox.fail({ route: 'GET /v1/payment_intents', kind: 'hang', when: 'before', times: FOREVER });
    const begun = performance.now();
    await hurried.sharingDeadline(async () => {
      await expect(hurried.retrievePayment('pi_1')).rejects.toThrow(StripeUnavailableError);
      await expect(hurried.findPayment(customerId, 'attempt-1', new Date())).rejects.toThrow(
        StripeUnavailableError,
      );
    });
    expect(performance.now() - begun).toBeLessThan(SHORT_DEADLINE_MS + SLACK_MS);
  });

  it('finds what is not on the first page', async () => {
    const id = await createCustomer();
    for (let index = 0; index < 101; index += 1) await createCustomer(`later-${index}`);
    expect(await stripe.findCustomer(sought)).toBe(id);
  });

  it('gives up within its deadline when nobody listens', async () => {
    const nobody = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: 'http://127.0.0.1:9' });
    const impatient = new StripeService(nobody, new StripeCaller(transactions, SHORT_DEADLINE_MS), false);
    const begun = performance.now();
    await expect(impatient.retrievePayment('pi_1')).rejects.toThrow(StripeUnavailableError);
    expect(performance.now() - begun).toBeLessThan(SHORT_DEADLINE_MS + SLACK_MS);
  });

  it('passes on what Stripe refuses, with its code', async () => {
    const refused = stripe.createPayment(command('cus_nobody'));
    await expect(refused).rejects.toThrow(StripeRejectedError);
    await expect(refused).rejects.toMatchObject({ code: 'resource_missing', param: 'customer' });
    await expect(stripe.retrievePayment('pi_nothing')).rejects.toThrow(StripeObjectMissingError);
    await expect(
      stripe.createPayment(
        command(await createCustomer(), { idempotencyKey: 'small', amount: Money.of(1, 'usd') }),
      ),
    ).rejects.toMatchObject({ code: 'amount_too_small' });
  });

  it('refuses to be called while a transaction is open', async () => {
    transactions.inTransaction = true;
    await expect(stripe.retrievePayment('pi_1')).rejects.toThrow('while a transaction is open');
  });

  it("is addressed where it is said, with Stripe's own port where none is", () => {
    const at = (apiBase: string | null): Stripe => createStripeClient({ secretKey: 'sk_test_1', apiBase });
    expect(at(null).getApiField('host')).toBe('api.stripe.com');
    expect(at('https://stripe.test').getApiField('port')).toBe(443);
  });
});

import type Stripe from 'stripe';
import type { CreateCheckoutCommand } from '../../../src/application/payments/ports/stripe-checkout.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
  StripeRejectedError,
} from '../../../src/application/ports/stripe-service.js';
import { Money } from '../../../src/domain/shared/money.js';
import { StripeCaller } from '../../../src/infrastructure/stripe/stripe-caller.js';
import { StripeCheckout } from '../../../src/infrastructure/stripe/stripe-checkout.js';
import { createStripeClient } from '../../../src/infrastructure/stripe/stripe-client.js';
import { payOnPage, tryOnPage } from '../../support/checkout-page.js';
import { TestSandbox } from '../../support/sandbox.js';

const HOUR_MS = 60 * 60 * 1_000;
const METADATA = {
  order_id: 'order-1',
  order_number: 'KAI-261120-7F3K2',
  user_id: 'user-1',
  attempt_id: 'attempt-1',
};

describe("Stripe's page by its SDK", () => {
  let sandbox: TestSandbox;
  let client: Stripe;
  let checkout: StripeCheckout;
  let customerId: string;

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    client = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: sandbox.url });
    checkout = new StripeCheckout(client, new StripeCaller({ inTransaction: false }));
  });
  beforeEach(async () => {
    await sandbox.clearFaults();
    await sandbox.reset();
    customerId = (await client.customers.create({ email: 'hanako@example.com' })).id;
  });
  afterAll(() => sandbox.close());

  const command = (changes: Partial<CreateCheckoutCommand> = {}): CreateCheckoutCommand => ({
    idempotencyKey: 'attempt-1.create',
    attemptId: 'attempt-1',
    orderId: 'order-1',
    orderNumber: 'KAI-261120-7F3K2',
    userId: 'user-1',
    customerId,
    lines: [
      { name: 'Tea', unitAmountMinor: 500, quantity: 2 },
      { name: 'Tax', unitAmountMinor: 100, quantity: 1 },
    ],
    total: Money.of(1_100, 'jpy'),
    captureMethod: 'automatic',
    successUrl: 'https://shop.example/done?id={CHECKOUT_SESSION_ID}',
    cancelUrl: 'https://shop.example/',
    locale: null,
    expiresAt: new Date(Math.floor(Date.now() / 1_000) * 1_000 + HOUR_MS),
    ...changes,
  });
  const sessions = async (): Promise<Stripe.Checkout.Session[]> =>
    (await client.checkout.sessions.list()).data;

  it('is opened once for a key, with what is needed to know it again', async () => {
    const asked = command();
    const { session, payment } = await checkout.create(asked);
    expect(session).toMatchObject({
      status: 'open',
      amountMinor: 1_100,
      currency: 'jpy',
      livemode: false,
      orderId: 'order-1',
      attemptId: 'attempt-1',
      isPaid: false,
    });
    expect(session.url).toContain(session.id);
    expect(payment).toBeNull();
    expect((await checkout.create(asked)).session).toMatchObject({ id: session.id, url: session.url });
    const [stored, ...others] = await sessions();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({
      customer: customerId,
      client_reference_id: 'order-1',
      metadata: METADATA,
      success_url: asked.successUrl,
      cancel_url: asked.cancelUrl,
      locale: null,
      expires_at: asked.expiresAt.getTime() / 1_000,
    });
  });

  it('speaks the language that is asked for', async () => {
    await checkout.create(command({ locale: 'ja' }));
    expect(await sessions()).toMatchObject([{ locale: 'ja' }]);
  });

  it('shows what became of it to a replay, too', async () => {
    const asked = command();
    const { session } = await checkout.create(asked);
    await payOnPage({ sandbox }, session.id);
    expect(await checkout.create(asked)).toMatchObject({
      session: { status: 'complete', isPaid: true, url: null },
      payment: { status: 'succeeded', amountReceivedMinor: 1_100, attemptId: 'attempt-1' },
    });
  });

  it('holds the money where the order asks for it', async () => {
    const { session } = await checkout.create(command({ captureMethod: 'manual' }));
    await payOnPage({ sandbox }, session.id);
    const { payment } = await checkout.retrieve(session.id);
    expect(payment).toMatchObject({ status: 'requires_capture', captureMethod: 'manual' });
  });

  it('is found by our id among the customer’s', async () => {
    const { session } = await checkout.create(command());
    await checkout.create(command({ idempotencyKey: 'attempt-2.create', attemptId: 'attempt-2' }));
    const anHourAgo = new Date(Date.now() - HOUR_MS);
    expect((await checkout.find(customerId, 'attempt-1', anHourAgo))?.session.id).toBe(session.id);
    expect(await checkout.find(customerId, 'attempt-3', anHourAgo)).toBeNull();
    expect(await checkout.find(customerId, 'attempt-1', new Date(Date.now() + HOUR_MS))).toBeNull();
  });

  it('is expired once, and so is the payment that was tried on it', async () => {
    const { session } = await checkout.create(command());
    await tryOnPage({ sandbox }, session.id, 'pm_card_chargeDeclined');
    expect((await checkout.expire(session.id)).session).toMatchObject({ status: 'expired', url: null });
    expect((await checkout.expire(session.id)).session.status).toBe('expired');
    const { data: intents } = await client.paymentIntents.list();
    expect(intents.map(({ status }) => status)).toEqual(['canceled']);
  });

  it('is left as it is when it was paid on before it could expire', async () => {
    const { session } = await checkout.create(command());
    await payOnPage({ sandbox }, session.id);
    expect(await checkout.expire(session.id)).toMatchObject({
      session: { status: 'complete' },
      payment: { status: 'succeeded' },
    });
  });

  it('tells whether it has expired in spite of a 500, and does not say so when it has not', async () => {
    const { session } = await checkout.create(command());
    const route = 'POST /v1/checkout/sessions/:id/expire';
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    await expect(checkout.expire(session.id)).rejects.toThrow(StripeOutcomeUnknownError);
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'after', times: 1 });
    expect((await checkout.expire(session.id)).session.status).toBe('expired');
  });

  it('is unknown or refused as Stripe says', async () => {
    await expect(checkout.expire('cs_nothing')).rejects.toThrow(StripeObjectMissingError);
    await expect(checkout.retrieve('cs_nothing')).rejects.toThrow(StripeObjectMissingError);
    const late = command({ expiresAt: new Date(Date.now() + 60_000) });
    await expect(checkout.create(late)).rejects.toThrow(StripeRejectedError);
    const nobody = command({ customerId: 'cus_nobody' });
    await expect(checkout.create(nobody)).rejects.toMatchObject({ param: 'customer' });
  });
});

import type Stripe from 'stripe';
import type { CreateSetupIntentCommand } from '../../../src/application/payments/ports/stripe-payment-methods.js';
import {
  StripeObjectMissingError,
  StripeOutcomeUnknownError,
} from '../../../src/application/ports/stripe-service.js';
import { StripeCaller } from '../../../src/infrastructure/stripe/stripe-caller.js';
import { createStripeClient } from '../../../src/infrastructure/stripe/stripe-client.js';
import { StripePaymentMethods } from '../../../src/infrastructure/stripe/stripe-payment-methods.js';
import { TestSandbox } from '../../support/sandbox.js';

const FIRST_PAGE = { limit: 20, cursor: null };

describe("Saved cards by Stripe's SDK", () => {
  let sandbox: TestSandbox;
  let client: Stripe;
  let paymentMethods: StripePaymentMethods;
  let customerId: string;

  beforeAll(async () => {
    sandbox = await TestSandbox.start();
    client = createStripeClient({ secretKey: 'sk_test_kaikei', apiBase: sandbox.url });
    paymentMethods = new StripePaymentMethods(client, new StripeCaller({ inTransaction: false }));
  });
  beforeEach(async () => {
    await sandbox.clearFaults();
    await sandbox.reset();
    customerId = (await client.customers.create({ email: 'hanako@example.com' })).id;
  });
  afterAll(() => sandbox.close());

  const command = (changes: Partial<CreateSetupIntentCommand> = {}): CreateSetupIntentCommand => ({
    idempotencyKey: 'setup-1.create',
    setupId: 'setup-1',
    customerId,
    userId: 'user-1',
    ...changes,
  });
  const attach = async (card = 'pm_card_visa', customer = customerId): Promise<string> =>
    (await client.paymentMethods.attach(card, { customer })).id;

  it('a SetupIntent is for cards of this customer, whether they are there when it is charged or not', async () => {
    const { setupIntentId, clientSecret } = await paymentMethods.createSetupIntent(command());
    expect(clientSecret).toContain(`${setupIntentId}_secret_`);
    expect(await client.setupIntents.retrieve(setupIntentId)).toMatchObject({
      customer: customerId,
      payment_method_types: ['card'],
      usage: 'off_session',
      metadata: { user_id: 'user-1', setup_id: 'setup-1' },
    });
    expect(await paymentMethods.retrieveSetupIntent(setupIntentId)).toEqual({ setupIntentId, clientSecret });
  });

  it.each(['reset', 'truncate'] as const)(
    'a SetupIntent is made once when its answer is lost (%s)',
    async (kind) => {
      await sandbox.fail({ route: 'POST /v1/setup_intents', kind, when: 'after', times: 1 });
      const { setupIntentId } = await paymentMethods.createSetupIntent(command());
      const { data } = await client.setupIntents.list({ customer: customerId });
      expect(data.map(({ id }) => id)).toEqual([setupIntentId]);
    },
  );

  it('a SetupIntent whose creation ended in a 5xx is found by our id', async () => {
    await sandbox.fail({
      route: 'POST /v1/setup_intents',
      kind: 'status',
      status: 500,
      when: 'after',
      times: 1,
    });
    await expect(paymentMethods.createSetupIntent(command())).rejects.toThrow(StripeOutcomeUnknownError);
    const found = await paymentMethods.findSetupIntent(customerId, 'setup-1');
    expect(found?.clientSecret).toContain('_secret_');
    expect(await paymentMethods.findSetupIntent(customerId, 'setup-2')).toBeNull();
  });

  it('a customer who was deleted is named as what is missing', async () => {
    const card = await attach();
    await client.customers.del(customerId);
    await expect(paymentMethods.createSetupIntent(command())).rejects.toMatchObject({ param: 'customer' });
    expect(await paymentMethods.listCards(customerId, FIRST_PAGE)).toMatchObject({
      data: [],
      hasMore: false,
    });
    expect(await paymentMethods.findDefaultCardId(customerId)).toBeNull();
    expect(await paymentMethods.findCard(customerId, card)).toBeNull();
  });

  it('cards are listed in pages, and nothing but cards', async () => {
    const [first, second] = [await attach(), await attach('pm_card_mastercard')];
    await client.paymentMethods.attach('pm_usBankAccount_success', { customer: customerId });
    const page = await paymentMethods.listCards(customerId, { limit: 1, cursor: null });
    expect(page).toMatchObject({ data: [{ id: second, brand: 'mastercard', last4: '4444' }], hasMore: true });
    const rest = await paymentMethods.listCards(customerId, { limit: 1, cursor: page.nextCursor });
    expect(rest).toMatchObject({ data: [{ id: first, wallet: null }], hasMore: false, nextCursor: null });
  });

  it('a card is found with its own customer only', async () => {
    const other = (await client.customers.create({})).id;
    const card = await attach('pm_card_visa', other);
    expect(await paymentMethods.findCard(customerId, card)).toBeNull();
    expect(await paymentMethods.findCard(other, card)).toMatchObject({ id: card, last4: '4242' });
    expect(await paymentMethods.findCard(other, 'pm_none')).toBeNull();
  });

  it('the default card is kept at Stripe, in spite of a 5xx after it', async () => {
    const card = await attach();
    expect(await paymentMethods.findDefaultCardId(customerId)).toBeNull();
    const route = 'POST /v1/customers/:id';
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'after', times: 1 });
    await paymentMethods.setDefaultCard(customerId, card);
    expect(await paymentMethods.findDefaultCardId(customerId)).toBe(card);
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    await expect(paymentMethods.setDefaultCard(customerId, await attach())).rejects.toThrow(
      StripeOutcomeUnknownError,
    );
    await expect(paymentMethods.setDefaultCard(customerId, 'pm_none')).rejects.toThrow(
      StripeObjectMissingError,
    );
  });

  it.each([
    ['reset', undefined],
    ['status', 500],
  ] as const)('a card is detached once when its answer is lost (%s)', async (kind, status) => {
    const card = await attach();
    await paymentMethods.setDefaultCard(customerId, card);
    const route = 'POST /v1/payment_methods/:id/detach';
    await sandbox.fail({ route, kind, when: 'after', times: 1, ...(status && { status }) });
    await paymentMethods.detachCard(customerId, card);
    expect((await client.paymentMethods.retrieve(card)).customer).toBeNull();
    expect(await paymentMethods.findDefaultCardId(customerId)).toBeNull();
    await paymentMethods.detachCard(customerId, card);
  });

  it('a card that Stripe did not detach is not taken for detached', async () => {
    const card = await attach();
    const route = 'POST /v1/payment_methods/:id/detach';
    await sandbox.fail({ route, kind: 'status', status: 500, when: 'before', times: 1 });
    await expect(paymentMethods.detachCard(customerId, card)).rejects.toThrow(StripeOutcomeUnknownError);
    expect(await paymentMethods.findCard(customerId, card)).not.toBeNull();
  });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Stripe from 'stripe';
import { sdk, type TestSandbox, testSandbox, until } from './support/sandbox.js';

let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const pay = (payment_method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 2000, currency: 'usd', confirm: true, payment_method, ...extra });

describe('the unmodified SDK', () => {
  test('pays: the fee is not known at once, and comes with charge.updated', async () => {
    const intent = await pay('pm_card_visa', { metadata: { order_id: 'o1' }, expand: ['latest_charge'] });
    const charge = intent.latest_charge as Stripe.Charge;
    expect(intent.status).toBe('succeeded');
    expect(charge).toMatchObject({
      balance_transaction: null,
      metadata: { order_id: 'o1' },
      amount_captured: 2000,
    });
    const settled = await until(async () => {
      const found = await stripe.charges.retrieve(charge.id, { expand: ['balance_transaction'] });
      return (found.balance_transaction as Stripe.BalanceTransaction | null) ?? undefined;
    });
    expect(settled).toMatchObject({ amount: 2000, fee: 72, net: 1928, reporting_category: 'charge' });
  });

  test.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('declines %s, and the intent can be paid with another card', async (card, code, decline_code) => {
    const error = await pay(card).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError);
    const { payment_intent: intent } = error as { payment_intent: Stripe.PaymentIntent };
    expect(error).toMatchObject({ code, decline_code, statusCode: 402 });
    expect(intent).toMatchObject({ status: 'requires_payment_method', payment_method: null });
    const again = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' });
    expect(again.status).toBe('succeeded');
  });

  test("raises errors of Stripe's classes, with code and parameter", async () => {
    const create = (params: object): Promise<unknown> =>
      stripe.paymentIntents
        .create(params as Stripe.PaymentIntentCreateParams)
        .catch((error: unknown) => error);
    expect(await create({ amount: 10, currency: 'usd' })).toMatchObject({
      code: 'amount_too_small',
      param: 'amount',
    });
    expect(await create({ amount: 2000, currency: 'zzz' })).toMatchObject({ param: 'currency' });
    expect(await create({ currency: 'usd' })).toMatchObject({ code: 'parameter_missing', param: 'amount' });
    expect(await create({ amount: 2000, currency: 'usd', payment_method_types: ['card'] })).toMatchObject({
      code: 'parameter_unknown',
      param: 'payment_method_types',
    });
    expect(
      await create({ amount: 2000, currency: 'usd', payment_method_options: { card: { x: 1 } } }),
    ).toMatchObject({
      code: 'parameter_unknown',
      param: 'payment_method_options[card][x]',
    });
    await expect(stripe.customers.retrieve('cus_none')).rejects.toBeInstanceOf(
      Stripe.errors.StripeInvalidRequestError,
    );
    const stranger = new Stripe('sk_live_x', {
      host: '127.0.0.1',
      port: sandbox.port,
      protocol: 'http',
      telemetry: false,
    });
    await expect(stranger.customers.list()).rejects.toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  test('pages by itself through lists, newest first', async () => {
    const made: string[] = [];
    for (let i = 0; i < 7; i += 1)
      made.unshift((await stripe.customers.create({ email: 'page@example.com' })).id);
    const seen: string[] = [];
    for await (const customer of stripe.customers.list({ email: 'page@example.com', limit: 2 }))
      seen.push(customer.id);
    expect(seen).toEqual(made);
    const before = await stripe.customers.list({
      email: 'page@example.com',
      limit: 2,
      ending_before: String(made[4]),
    });
    expect(before.data.map(({ id }) => id)).toEqual(made.slice(2, 4));
  });

  test('expands to depth four and no further', async () => {
    const customer = await stripe.customers.create({ email: 'deep@example.com' });
    const intent = await pay('pm_card_visa', { customer: customer.id, capture_method: 'automatic' });
    const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 100 });
    const deep = await stripe.refunds.retrieve(refund.id, {
      expand: ['charge.payment_intent.latest_charge.customer'],
    });
    const charge = deep.charge as Stripe.Charge;
    const last = (charge.payment_intent as Stripe.PaymentIntent).latest_charge as Stripe.Charge;
    expect((last.customer as Stripe.Customer).email).toBe('deep@example.com');
    const tooDeep = ['charge.payment_intent.latest_charge.customer.default_source'];
    await expect(stripe.refunds.retrieve(refund.id, { expand: tooDeep })).rejects.toThrow(
      'more than 4 levels',
    );
    await expect(stripe.refunds.retrieve(refund.id, { expand: ['amount'] })).rejects.toThrow(
      'cannot be expanded',
    );
  });

  test("keeps metadata by Stripe's rules", async () => {
    const { id } = await stripe.customers.create({ metadata: { a: '1', b: '2' } });
    const merged = await stripe.customers.update(id, { metadata: { a: '', c: '3' } });
    expect(merged.metadata).toEqual({ b: '2', c: '3' });
    await expect(stripe.customers.update(id, { metadata: { ['k'.repeat(41)]: 'x' } })).rejects.toThrow(
      '40 characters',
    );
    await expect(stripe.customers.update(id, { metadata: { k: 'x'.repeat(501) } })).rejects.toThrow(
      '500 characters',
    );
    expect((await stripe.customers.update(id, { metadata: '' })).metadata).toEqual({});
  });

  test('a browser may do with its key and a client secret what Stripe.js does, and nothing else', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 2000, currency: 'jpy' });
    const browser = new Stripe('pk_test_sandbox', {
      host: '127.0.0.1',
      port: sandbox.port,
      protocol: 'http',
      telemetry: false,
    });
    const client_secret = String(intent.client_secret);
    expect((await browser.paymentIntents.retrieve(intent.id, { client_secret })).id).toBe(intent.id);
    await expect(
      browser.paymentIntents.retrieve(intent.id, { client_secret: 'pi_x_secret_y' }),
    ).rejects.toThrow('No such');
    await expect(browser.paymentIntents.retrieve(intent.id)).rejects.toThrow('client_secret');
    await expect(browser.customers.list()).rejects.toMatchObject({ code: 'secret_key_required' });
  });

  test('3-D Secure asks, and the answer decides', async () => {
    const asked = await pay('pm_card_authenticationRequired');
    expect(asked).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } });
    const challenge = (outcome: string) =>
      sandbox.control('POST', `challenges/${asked.id}`, { client_secret: asked.client_secret, outcome });
    await challenge('fail');
    expect((await stripe.paymentIntents.retrieve(asked.id)).last_payment_error?.code).toBe(
      'payment_intent_authentication_failure',
    );
    await stripe.paymentIntents.confirm(asked.id, { payment_method: 'pm_card_authenticationRequired' });
    await challenge('pass');
    expect((await stripe.paymentIntents.retrieve(asked.id)).status).toBe('succeeded');
    await expect(
      pay('pm_card_authenticationRequired', {
        off_session: true,
        customer: (await stripe.customers.create()).id,
      }),
    ).rejects.toMatchObject({ code: 'authentication_required' });
  });
});

test('ids, secrets and answers repeat with the same seed', async () => {
  const run = async (): Promise<string[]> => {
    const seeded = await testSandbox({ seed: 'tea' });
    const customer = await sdk(seeded.port).customers.create({ email: 'x@example.com' });
    const intent = await sdk(seeded.port).paymentIntents.create({ amount: 1000, currency: 'jpy' });
    await seeded.close();
    return [customer.id, intent.id, String(intent.client_secret)];
  };
  const first = await run();
  expect(await run()).toEqual(first);
});

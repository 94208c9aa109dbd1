import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox, until } from './support/sandbox.js';

let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

const pay = (payment_method: string, extra: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 1000, currency: 'usd', confirm: true, payment_method, ...extra });

describe('declines name the field that was wrong', () => {
  test.each([
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'cvc'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'exp_month'],
  ])('%s', async (method, code, param) => {
    const error = { code, param, doc_url: `https://stripe.com/docs/error-codes/${code.replace('_', '-')}` };
    const refused = pay(method);
    await expect(refused).rejects.toMatchObject({ statusCode: 402, ...error });
    await expect(refused).rejects.toMatchObject({ payment_intent: { last_payment_error: error } });
    const { id } = await stripe.customers.create();
    await expect(stripe.paymentMethods.attach(method, { customer: id })).rejects.toMatchObject({
      code,
      param,
    });
  });
});

describe('refunds', () => {
  test('of a hold release it, whole, and end the intent', async () => {
    const held = await pay('pm_card_visa', { capture_method: 'manual' });
    await expect(stripe.refunds.create({ payment_intent: held.id, amount: 400 })).rejects.toThrow(
      'cannot partially refund an uncaptured charge',
    );
    const refund = await stripe.refunds.create({ payment_intent: held.id, metadata: { a: 'b' } });
    expect(refund).toMatchObject({
      amount: 1000,
      status: 'succeeded',
      balance_transaction: null,
      metadata: { a: 'b' },
    });
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: 'canceled',
      amount_capturable: 0,
    });
    await expect(stripe.paymentIntents.capture(held.id)).rejects.toMatchObject({
      code: 'payment_intent_unexpected_state',
    });
  });

  test('say what is left when too much is asked for', async () => {
    const paid = await pay('pm_card_visa');
    const refund = (amount?: number) =>
      stripe.refunds.create({ payment_intent: paid.id, ...(amount ? { amount } : {}) });
    await expect(refund(1001)).rejects.toThrow(
      'Refund amount ($10.01) is greater than charge amount ($10.00)',
    );
    await refund(400);
    await expect(refund(601)).rejects.toThrow('($6.01) is greater than unrefunded amount on charge ($6.00)');
    await refund();
    await expect(refund()).rejects.toMatchObject({ code: 'charge_already_refunded' });
    await expect(
      stripe.refunds.create({ payment_intent: paid.id, charge: paid.latest_charge as string }),
    ).rejects.toThrow('only specify one of these parameters');
  });

  test('in full end an inquiry, in part do not', async () => {
    const asked = await pay('pm_card_createDisputeInquiry');
    const inquiry = async () => (await stripe.disputes.list({ payment_intent: asked.id })).data[0]?.status;
    await stripe.refunds.create({ payment_intent: asked.id, amount: 1 });
    expect(await inquiry()).toBe('warning_needs_response');
    await stripe.refunds.create({ payment_intent: asked.id });
    expect(await inquiry()).toBe('warning_closed');
    await until(async () => (await stripe.events.list({ type: 'charge.dispute.closed' })).data[0]);
  });
});

describe('intents', () => {
  test('for cards take a suffix to the statement, but no descriptor of their own', async () => {
    await expect(pay('pm_card_visa', { statement_descriptor: 'SHOES' })).rejects.toMatchObject({
      param: 'statement_descriptor',
    });
    await expect(pay('pm_card_visa', { statement_descriptor_suffix: 'a*b' })).rejects.toThrow(
      'cannot contain',
    );
    expect(await pay('pm_card_visa', { statement_descriptor_suffix: 'SHOES' })).toMatchObject({
      status: 'succeeded',
    });
    expect(await pay('pm_usBankAccount', { statement_descriptor: 'SHOES' })).toMatchObject({
      status: 'processing',
    });
  });

  test('must come to something in the currency that they are settled in', async () => {
    const create = (amount: number) => stripe.paymentIntents.create({ amount, currency: 'vnd' });
    await expect(create(100)).rejects.toMatchObject({ code: 'amount_too_small', param: 'amount' });
    expect(await create(1000)).toMatchObject({ currency: 'vnd' });
  });

  test('in three-decimal currencies end in 0, and so do the parts that are captured or refunded', async () => {
    const kwd = { amount: 5000, currency: 'kwd', capture_method: 'manual' as const };
    await expect(pay('pm_card_visa', { ...kwd, amount: 5001 })).rejects.toMatchObject({ param: 'amount' });
    const { id } = await pay('pm_card_visa', kwd);
    await expect(stripe.paymentIntents.capture(id, { amount_to_capture: 4999 })).rejects.toMatchObject({
      param: 'amount_to_capture',
    });
    await stripe.paymentIntents.capture(id);
    await expect(stripe.refunds.create({ payment_intent: id, amount: 11 })).rejects.toMatchObject({
      param: 'amount',
    });
    expect(await stripe.refunds.create({ payment_intent: id, amount: 10 })).toMatchObject({ amount: 10 });
  });

  test('check the receipt’s address, and where confirming has its parameters', async () => {
    await expect(pay('pm_card_visa', { receipt_email: 'nobody' })).rejects.toMatchObject({
      code: 'email_invalid',
      param: 'receipt_email',
    });
    for (const extra of [{ off_session: true }, { return_url: 'https://example.com' }])
      await expect(
        stripe.paymentIntents.create({ amount: 1000, currency: 'usd', ...extra }),
      ).rejects.toMatchObject({ param: Object.keys(extra)[0] });
  });
});

test('a deleted customer is not there for changes, and invalid where an id is asked for', async () => {
  const { id } = await stripe.customers.create();
  await stripe.customers.del(id);
  expect(await stripe.customers.retrieve(id)).toEqual({
    id,
    object: 'customer',
    deleted: true,
  });
  await expect(stripe.customers.update(id, { name: 'x' })).rejects.toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  });
  await expect(
    stripe.paymentIntents.create({ amount: 1000, currency: 'usd', customer: id }),
  ).rejects.toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'customer' });
});

describe('search', () => {
  test('understands quotes, negation, numbers and metadata', async () => {
    const customer = await stripe.customers.create({ name: 'Ann AND "Bob"', metadata: { tier: 'gold' } });
    const found = async (query: string) =>
      (await stripe.customers.search({ query })).data.map(({ id }) => id);
    expect(await found('name:"Ann AND \\"Bob\\""')).toEqual([customer.id]);
    expect(await found('name~"bob" metadata["tier"]:"gold"')).toEqual([customer.id]);
    expect(await found("metadata['tier']:'gold' AND created>0")).toEqual([customer.id]);
    expect(await found('-metadata["tier"]:null')).toEqual([customer.id]);
    expect(await found('metadata["tier"]:"tin" OR name:"nobody"')).toEqual([]);
    await stripe.customers.del(customer.id);
    expect(await found('created>0')).not.toContain(customer.id);
  });

  test.each([
    '',
    'name',
    'name:"a" OR name:"b" AND name:"c"',
    'nickname:"x"',
    'name["a"]:"b"',
    'name:"a"name:"b"',
  ])('refuses %j', async (query) => {
    await expect(stripe.customers.search({ query })).rejects.toMatchObject({
      statusCode: 400,
      param: 'query',
    });
  });
});

test('a charge that was declined cannot be captured', async () => {
  const attempt = { amount: 1000, currency: 'usd', source: 'tok_radarBlock', capture: false };
  await expect(stripe.charges.create(attempt)).rejects.toMatchObject({ statusCode: 402 });
  const declined = (await stripe.charges.list({ limit: 1 })).data[0]?.id ?? '';
  await expect(stripe.charges.capture(declined)).rejects.toMatchObject({ statusCode: 400 });
  expect(await stripe.charges.retrieve(declined)).toMatchObject({
    captured: false,
    balance_transaction: null,
  });
});

test('an endpoint gets events of our version, and no other is promised', async () => {
  const facts = { url: 'https://example.com', enabled_events: ['*' as const] };
  expect(await stripe.webhookEndpoints.create({ ...facts, api_version: '2026-10-28.endive' })).toMatchObject({
    api_version: '2026-10-28.endive',
  });
  await expect(stripe.webhookEndpoints.create({ ...facts, api_version: '2024-06-20' })).rejects.toMatchObject(
    {
      param: 'api_version',
    },
  );
});

test('events are listed by one type or by several, not by both', async () => {
  await expect(
    stripe.events.list({ type: 'charge.failed', types: ['charge.succeeded'] }),
  ).rejects.toMatchObject({ statusCode: 400, param: 'types' });
});

test('a trigger that finds nothing to happen to says so', async () => {
  await sandbox.control('POST', 'reset', {});
  for (const kind of ['payout_failure', 'review_closed', 'checkout_completed', 'three_d_secure'])
    expect(await sandbox.control('POST', 'trigger', { kind })).toEqual({
      error: { message: `There is nothing yet that ${kind} could happen to.` },
    });
  expect(
    await sandbox.control('POST', 'trigger', { kind: 'payout_failure', object: 'po_none' }),
  ).toMatchObject({
    error: { code: 'resource_missing', message: "No such payout: 'po_none'" },
  });
});

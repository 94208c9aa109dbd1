import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type Stripe from 'stripe';
import { type TestSandbox, testSandbox, until } from './support/sandbox.js';

let sandbox: TestSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await testSandbox();
  stripe = sandbox.stripe;
});
afterAll(() => sandbox.close());

async function latest(type: string): Promise<Stripe.Event> {
  const [event] = (await stripe.events.list({ type, limit: 1 })).data;
  if (!event) throw new Error(`no ${type} yet`);
  return event;
}

test('previous_attributes holds what was other before, and of metadata only those keys', async () => {
  const { id } = await stripe.customers.create({
    email: 'a@example.com',
    metadata: { kept: '1', changed: '2' },
  });
  await stripe.customers.update(id, { email: 'b@example.com', metadata: { changed: '3', added: '4' } });
  const { data } = await latest('customer.updated');
  expect(data.object).toMatchObject({
    email: 'b@example.com',
    metadata: { kept: '1', changed: '3', added: '4' },
  });
  expect(data.previous_attributes).toEqual({ email: 'a@example.com', metadata: { changed: '2' } });
});

test('a capture says what the charge was before it', async () => {
  const held = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    capture_method: 'manual',
    payment_method: 'pm_card_visa',
  });
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 600 });
  const { data } = await latest('charge.captured');
  expect(data.object).toMatchObject({ captured: true, amount_captured: 600 });
  expect(data.previous_attributes).toMatchObject({ captured: false, amount_captured: 0 });
});

test('evidence that was saved first is submitted later, once', async () => {
  const { id } = await stripe.paymentIntents.create({
    amount: 1000,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_createDispute',
  });
  const dispute = (await stripe.disputes.list({ payment_intent: id })).data[0]?.id ?? '';
  const evidence = { uncategorized_text: 'winning_evidence' };
  expect(await stripe.disputes.update(dispute, { evidence, submit: false })).toMatchObject({
    status: 'needs_response',
    evidence_details: { has_evidence: true, submission_count: 0 },
  });
  expect(await stripe.disputes.update(dispute, { submit: true })).toMatchObject({
    status: 'under_review',
    evidence_details: { submission_count: 1 },
  });
  await until(async () => (await stripe.disputes.retrieve(dispute)).status === 'won');
  await expect(stripe.disputes.update(dispute, { submit: true })).rejects.toThrow('already closed');
});

import type { StripePayment } from '../../../../src/application/ports/stripe-service.js';
import { readPaymentIntent } from '../../../../src/webhooks/payload/read-payment-intent.js';

const CREATED_AT = new Date('2026-11-21T09:00:00Z');
const ORDER = { order_id: 'order-1', order_number: 'K-1', attempt_id: 'attempt-1', user_id: 'user-1' };

/** What every version says of a payment. */
const COMMON = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 2_200,
  amount_capturable: 0,
  amount_received: 2_200,
  canceled_at: null,
  cancellation_reason: null,
  capture_method: 'automatic',
  client_secret: null,
  currency: 'jpy',
  customer: 'cus_1',
  last_payment_error: null,
  livemode: false,
  metadata: ORDER,
  review: null,
  status: 'succeeded',
};

const charge = (id: string): object => ({ id, object: 'charge', amount: 2_200, captured: true, paid: true });
const charges = (...data: object[]): object => ({
  object: 'list',
  data,
  has_more: false,
  total_count: data.length,
  url: '/v1/charges?payment_intent=pi_1',
});

/** By the last version of each shape, as endpoints that were made then still send them. */
const SHAPES: Readonly<Record<string, object>> = {
  '2018-11-08': {
    ...COMMON,
    allowed_source_types: ['card'],
    payment_method_types: ['card'],
    charges: charges(charge('ch_1')),
    invoice: null,
    next_source_action: null,
    source: 'src_1',
  },
  '2022-08-01': {
    ...COMMON,
    payment_method_types: ['card'],
    charges: charges(charge('ch_1'), charge('ch_declined_before')),
    invoice: null,
    next_action: null,
    payment_method: 'pm_1',
    source: null,
  },
  '2024-06-20': {
    ...COMMON,
    capture_method: 'automatic_async',
    automatic_payment_methods: { enabled: true },
    invoice: null,
    latest_charge: 'ch_1',
    next_action: null,
    payment_method_types: ['card', 'link'],
  },
  '2026-10-28.endive': {
    ...COMMON,
    capture_method: 'automatic_async',
    amount_details: { tip: {} },
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    latest_charge: { id: 'ch_1', object: 'charge', balance_transaction: null },
    next_action: null,
    payment_method_types: ['card', 'konbini'],
  },
};

const read = (object: object, livemode = false): StripePayment =>
  readPaymentIntent({
    organizationId: 'organization-1',
    id: 'evt_1',
    type: 'payment_intent.succeeded',
    account: null,
    livemode,
    createdAt: CREATED_AT,
    object: { ...object },
  });

describe.each(Object.entries(SHAPES))('a PaymentIntent as version %s has it', (_version, shape) => {
  it('is read like one of every other version', () => {
    expect(read(shape)).toEqual({
      id: 'pi_1',
      status: 'succeeded',
      amountMinor: 2_200,
      currency: 'jpy',
      amountReceivedMinor: 2_200,
      amountCapturableMinor: 0,
      captureMethod: 'automatic',
      chargeId: 'ch_1',
      reviewId: null,
      livemode: false,
      orderId: 'order-1',
      orderNumber: 'K-1',
      attemptId: 'attempt-1',
      cancellationReason: null,
      lastErrorCode: null,
      lastErrorMessage: null,
      clientSecret: null,
      askedAt: CREATED_AT,
      asOf: CREATED_AT,
    });
  });

  it('tells why a card was declined, by the most exact name', () => {
    const error = { type: 'card_error', code: 'card_declined', message: 'Declined.', charge: 'ch_1' };
    const declined = { ...shape, status: 'requires_payment_method', amount_received: 0 };
    expect(
      read({ ...declined, last_payment_error: { ...error, decline_code: 'insufficient_funds' } }),
    ).toMatchObject({ lastErrorCode: 'insufficient_funds', lastErrorMessage: 'Declined.' });
    expect(read({ ...declined, last_payment_error: error })).toMatchObject({
      lastErrorCode: 'card_declined',
    });
  });

  it('tells what is held, and by whom it is reviewed', () => {
    const held = { ...shape, status: 'requires_capture', amount_received: 0, amount_capturable: 2_200 };
    expect(read({ ...held, capture_method: 'manual', review: 'prv_1' })).toMatchObject({
      status: 'requires_capture',
      captureMethod: 'manual',
      amountCapturableMinor: 2_200,
      reviewId: 'prv_1',
    });
    expect(read({ ...held, review: { id: 'prv_1', object: 'review' } }).reviewId).toBe('prv_1');
  });

  it('tells why it was cancelled', () => {
    const canceled = { ...shape, status: 'canceled', cancellation_reason: 'abandoned' };
    expect(read(canceled)).toMatchObject({ status: 'canceled', cancellationReason: 'abandoned' });
  });

  it('is nothing of ours without our metadata', () => {
    for (const metadata of [{}, null, undefined]) {
      expect(read({ ...shape, metadata })).toMatchObject({ orderId: null, attemptId: null });
    }
  });

  it('contradicts an event of the other mode', () => {
    expect(read(shape, true).livemode).toBeNull();
  });

  it.each([
    ['no id', { id: undefined }],
    ['a status of tomorrow', { status: 'a_status_of_tomorrow' }],
    ['the status of every object', { status: 'constructor' }],
    ['an amount that is no integer', { amount: 21.5 }],
    ['an amount that is text', { amount: '2200' }],
    ['no currency', { currency: null }],
  ])('is not guessed at with %s', (_name, change) => {
    expect(() => read({ ...shape, ...change })).toThrow('has no readable');
  });
});

describe('a PaymentIntent as only former versions have it', () => {
  it.each([
    ['requires_source', 'requires_payment_method'],
    ['requires_source_action', 'requires_action'],
  ])('with the status %s has the status %s', (former, status) => {
    expect(read({ ...SHAPES['2018-11-08'], status: former }).status).toBe(status);
  });

  it('without a charge yet has none', () => {
    expect(read({ ...SHAPES['2022-08-01'], charges: charges() }).chargeId).toBeNull();
  });
});

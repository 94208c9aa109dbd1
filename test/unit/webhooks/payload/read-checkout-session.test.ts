import type { JsonObject } from '../../../../src/application/json.js';
import { readCheckoutSession } from '../../../../src/webhooks/payload/read-checkout-session.js';
import type { StripeEvent } from '../../../../src/webhooks/dispatch/stripe-event.js';

const CREATED_AT = new Date('2026-11-21T09:00:00Z');

/** What every version says of a session. */
const COMMON = {
  id: 'cs_1',
  object: 'checkout.session',
  amount_total: 2_200,
  cancel_url: 'https://shop.example/',
  client_reference_id: 'order-1',
  currency: 'jpy',
  customer: 'cus_1',
  livemode: false,
  metadata: { order_id: 'order-1', order_number: 'K-1', attempt_id: 'attempt-1', user_id: 'user-1' },
  mode: 'payment',
  payment_intent: 'pi_1',
  payment_method_types: ['card'],
  payment_status: 'paid',
  success_url: 'https://shop.example/done',
};

/** By the last version of each shape, as endpoints that were made then still send them. */
const SHAPES: Readonly<Record<string, object>> = {
  '2020-08-27, before there was a status': {
    ...COMMON,
    payment_method_options: {},
    shipping: null,
    total_details: { amount_discount: 0, amount_tax: 0 },
  },
  '2024-06-20': { ...COMMON, status: 'complete', url: null, shipping_details: null, ui_mode: 'hosted' },
  '2026-10-28.endive': {
    ...COMMON,
    status: 'complete',
    url: null,
    collected_information: null,
    ui_mode: 'hosted_page',
  },
};

const event = (object: object, changes: Partial<StripeEvent> = {}): StripeEvent => ({
  organizationId: 'org-1',
  id: 'evt_1',
  type: 'checkout.session.completed',
  account: null,
  livemode: false,
  createdAt: CREATED_AT,
  object: object as JsonObject,
  ...changes,
});

describe('the Checkout session of an event', () => {
  it.each(Object.entries(SHAPES))('is read as version %s has it', (_, object) => {
    expect(readCheckoutSession(event(object))).toEqual({
      id: 'cs_1',
      status: 'complete',
      url: null,
      amountMinor: 2_200,
      currency: 'jpy',
      livemode: false,
      orderId: 'order-1',
      attemptId: 'attempt-1',
      isPaid: true,
      asOf: CREATED_AT,
    });
  });

  it('has expired where only the event says so', () => {
    const expired = event({ ...COMMON, payment_status: 'unpaid' }, { type: 'checkout.session.expired' });
    expect(readCheckoutSession(expired)).toMatchObject({ status: 'expired', isPaid: false });
  });

  it('is of no mode where envelope and object contradict each other', () => {
    expect(readCheckoutSession(event({ ...COMMON, livemode: true }))).toMatchObject({ livemode: null });
  });

  it('is nobody’s where it says nothing of us, and has no amount where it says none', () => {
    const bare = { id: 'cs_1', object: 'checkout.session', status: 'complete', livemode: false };
    expect(readCheckoutSession(event(bare))).toMatchObject({
      orderId: null,
      attemptId: null,
      amountMinor: null,
      currency: null,
    });
  });

  it.each([{ id: 7 }, { status: 'melted' }])('is refused with %j, for a person to look at', (changes) => {
    expect(() => readCheckoutSession(event({ ...COMMON, ...changes }))).toThrow('no readable id or status');
  });
});

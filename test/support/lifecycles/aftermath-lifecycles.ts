import { eventually } from '../eventually.js';
import { PRICES } from '../shopper.js';
import { aboutPayment, type Lifecycle, type Lived, type SilentShop } from './lifecycle.js';

/** A voucher is paid two seconds after it was handed out. */
const PAID_WITHIN_MS = 120_000;
const LOOK_INTERVAL_MS = 500;

type Paid = Lived & { readonly id: string };

/** Paid in our books, too: who wants to pay again has Stripe asked, since no event comes. */
async function paid({ shopper }: SilentShop, pay: (id: string) => Promise<unknown>): Promise<Paid> {
  const orderId = await shopper.placeOrder(PRICES.jpy);
  const { id } = await shopper.openPayment(orderId);
  await pay(id);
  await eventually(
    () => shopper.requestPayment(orderId),
    ({ code }) => code === 'payment_already_processed',
    PAID_WITHIN_MS,
    LOOK_INTERVAL_MS,
  );
  return { orderId, id, isAbout: aboutPayment(id) };
}
const byCard = (shop: SilentShop, card = 'pm_card_visa'): Promise<Paid> =>
  paid(shop, (id) => shop.world.sandbox.confirm(id, card));
const byVoucher = (shop: SilentShop): Promise<Paid> =>
  paid(shop, (id) =>
    shop.world.sandbox.stripe.paymentIntents.confirm(id, {
      payment_method_data: {
        type: 'konbini',
        billing_details: { email: 'hanako@example.com', name: 'Hanako' },
      },
      payment_method_options: { konbini: { confirmation_number: '01234567890' } },
    }),
  );

const refundRow = 'SELECT status FROM refunds WHERE order_id = $1';
const disputeRow = 'SELECT status FROM disputes WHERE order_id = $1';
const disputed = (...names: readonly string[]): string[] => names.map((name) => `charge.dispute.${name}`);

export const SENT_BACK_AT_LAST: Lifecycle = {
  name: 'a refund, sent back at last',
  live: async (shop) => {
    const order = await byCard(shop, 'pm_card_pendingRefund');
    const { stripe } = shop.world.sandbox;
    const { id } = await stripe.refunds.create({ payment_intent: order.id });
    await eventually(
      () => stripe.refunds.retrieve(id),
      ({ status }) => status === 'succeeded',
      PAID_WITHIN_MS,
      LOOK_INTERVAL_MS,
    );
    await shop.world.sandbox.trigger('refund_failure', { object: id });
    return order;
  },
  events: ['refund.created', 'charge.refunded', 'refund.updated', 'refund.updated', 'refund.failed'],
  ends: { thing: 'failed', order: 'paid' },
  row: refundRow,
};
export const REFUNDED_AT_LAST: Lifecycle = {
  name: 'a refund, done at last',
  live: async (shop) => {
    const order = await byCard(shop, 'pm_card_pendingRefund');
    await shop.world.sandbox.stripe.refunds.create({ payment_intent: order.id, amount: 700 });
    return order;
  },
  events: ['refund.created', 'charge.refunded', 'refund.updated', 'charge.refund.updated'],
  ends: { thing: 'succeeded', order: 'partially_refunded' },
  row: refundRow,
};
export const CALLED_OFF_AT_LAST: Lifecycle = {
  name: 'a refund that waits for the customer, called off at last',
  live: async (shop) => {
    const order = await byVoucher(shop);
    const { stripe } = shop.world.sandbox;
    const refund = { payment_intent: order.id, instructions_email: 'hanako@example.com' };
    const { id } = await stripe.refunds.create(refund);
    await stripe.refunds.cancel(id);
    return order;
  },
  events: ['refund.created', 'charge.refunded', 'refund.updated', 'charge.refund.updated'],
  ends: { thing: 'canceled', order: 'paid' },
  row: refundRow,
};

async function dispute(shop: SilentShop, inquiry: boolean): Promise<Paid & { disputeId: string }> {
  const order = await byCard(shop);
  const { sandbox } = shop.world;
  await sandbox.trigger('dispute', { object: order.id, inquiry });
  const { data } = await sandbox.stripe.disputes.list({ payment_intent: order.id });
  return { ...order, disputeId: String(data[0]?.id) };
}

const answered =
  (evidence: string): Lifecycle['live'] =>
  async (shop) => {
    const { disputeId, ...order } = await dispute(shop, false);
    await shop.world.sandbox.stripe.disputes.update(disputeId, {
      evidence: { uncategorized_text: evidence },
      submit: true,
    });
    return order;
  };

export const WON_AT_LAST: Lifecycle = {
  name: 'a dispute, won at last',
  live: answered('winning_evidence'),
  events: disputed('created', 'funds_withdrawn', 'updated', 'closed', 'funds_reinstated'),
  ends: { thing: 'won', order: 'paid' },
  row: disputeRow,
};
export const LOST_AT_LAST: Lifecycle = {
  name: 'a dispute, lost at last',
  live: answered('losing_evidence'),
  events: disputed('created', 'funds_withdrawn', 'updated', 'closed'),
  ends: { thing: 'lost', order: 'charged_back' },
  row: disputeRow,
};
export const ESCALATED_AT_LAST: Lifecycle = {
  name: 'an inquiry, a dispute at last',
  live: async (shop) => {
    const { disputeId, ...order } = await dispute(shop, true);
    await shop.world.sandbox.trigger('dispute_escalated', { object: disputeId });
    return order;
  },
  events: disputed('created', 'updated', 'funds_withdrawn'),
  ends: { thing: 'needs_response', order: 'disputed' },
  row: disputeRow,
};

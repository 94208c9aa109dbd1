import type { DomainEventType } from '../ports/outbox.js';

/** Every type that leaves, and when. A type that is missing here is a compile error. */
const WHEN = {
  'order.paid': 'the money of an order is there',
  'order.fulfillable': 'an order may be delivered: paid, and no open review; once per order',
  'order.authorized': 'money is held for an order, to be captured',
  'order.cancelled': 'an order was cancelled',
  'order.expired': 'an order was not paid in time',
  'payment.failed': 'a payment failed; the order can still be paid',
  'refund.succeeded': 'a refund went through',
  'refund.failed': 'a refund did not go through, or came back',
  'dispute.opened': 'a customer disputes a charge',
  'dispute.updated': 'a dispute moved on',
  'dispute.closed': 'a dispute was won, lost or withdrawn',
  'review.opened': 'a payment is held for review',
  'review.closed': 'a review ended',
  'fraud_warning.received': "a card's issuer warns of fraud",
  'finding.recorded': 'something needs a person',
} as const satisfies Readonly<Record<DomainEventType, string>>;

/** What an endpoint can ask for. */
export const EVENT_TYPES = Object.keys(WHEN) as readonly DomainEventType[];

/** Sent by hand, to one endpoint, whatever it asks for. */
export const PING = 'ping';

import type { OrderDetails, OrderStatus } from 'kaikei-sdk';
import type { SentPayment } from './sent-payment.js';

/** What the page may say about an order's payment. `paid` follows from the order's status alone, which only Stripe's word changes. */
export type PaymentProgress =
  /** Nothing was sent yet: it can be paid. */
  | 'open'
  /** Sent to Stripe; the confirmation is on its way. */
  | 'waiting'
  /** Sent to Stripe; no confirmation for as long as we were willing to ask. */
  | 'unconfirmed'
  /** Stripe has it and the bank is not done. */
  | 'processing'
  /** Sent, and refused afterwards. */
  | 'failed'
  | 'paid'
  /** The status says it all: cancelled, refunded and so on. */
  | 'settled';

/**
 * @param sent the payment that this browser has handed to Stripe, if it has
 * @param gaveUp whether we have stopped asking
 */
export function paymentProgress(
  order: OrderDetails,
  sent: SentPayment | null,
  gaveUp: boolean,
): PaymentProgress {
  if (order.status === 'paid') return 'paid';
  if (order.status === 'processing') return 'processing';
  if (!isPayable(order.status)) return 'settled';
  if (sent === null) return 'open';
  if (wasRefusedAfter(order, sent)) return 'failed';
  return gaveUp ? 'unconfirmed' : 'waiting';
}

/** Whether a payment that was sent can still change what the order says. */
export function isUnsettled(status: OrderStatus): boolean {
  return isPayable(status) || status === 'processing';
}

export function isPayable(status: OrderStatus): boolean {
  return status === 'pending' || status === 'awaiting_payment';
}

/** A card is refused before the browser lets go of it; other ways to pay are taken first, and can be refused later. */
function wasRefusedAfter(order: OrderDetails, { afterChanges }: SentPayment): boolean {
  return order.history.slice(afterChanges).some((change) => change.status === 'processing');
}

import { IllegalOrderTransition } from './order-errors.js';

/** Where an order stands. Derived from facts, so that the order in which they arrive cannot matter. */
export type OrderStatus =
  | 'pending'
  | 'awaiting_payment'
  | 'processing'
  | 'authorized'
  | 'paid'
  | 'partially_refunded'
  | 'refunded'
  | 'disputed'
  | 'charged_back'
  | 'cancelled'
  | 'expired';

/** Every move that an order can make. What is not listed is refused with `order_transition_illegal`. */
export const ORDER_TRANSITIONS = {
  // Straight to `paid` only when there is nothing to pay: see Order.place.
  pending: ['awaiting_payment', 'paid', 'cancelled', 'expired'],
  awaiting_payment: ['processing', 'authorized', 'paid', 'cancelled', 'expired'],
  // The money is on its way: neither cancelled nor expired. Back to `awaiting_payment` when it fails.
  processing: ['paid', 'authorized', 'awaiting_payment'],
  authorized: ['paid', 'cancelled', 'expired'],
  paid: ['partially_refunded', 'refunded', 'disputed'],
  // A refund that fails later goes back.
  partially_refunded: ['refunded', 'disputed', 'paid'],
  refunded: ['partially_refunded', 'paid', 'disputed'],
  // Won: back to what the refunds say.
  disputed: ['paid', 'partially_refunded', 'refunded', 'charged_back'],
  charged_back: ['disputed', 'paid', 'partially_refunded', 'refunded'],
  cancelled: [],
  expired: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const ORDER_STATUSES = Object.keys(ORDER_TRANSITIONS) as readonly OrderStatus[];

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  const targets: readonly OrderStatus[] = ORDER_TRANSITIONS[from];
  return targets.includes(to);
}

/** @throws IllegalOrderTransition */
export function assertMove(orderNumber: string, from: OrderStatus, to: OrderStatus): void {
  if (!canMove(from, to)) throw new IllegalOrderTransition(orderNumber, from, to);
}

/** No way leads out: money that still arrives is refunded and reported. */
export function isClosed(status: OrderStatus): boolean {
  return ORDER_TRANSITIONS[status].length === 0;
}

const PAID_OR_BEYOND: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'paid',
  'partially_refunded',
  'refunded',
  'disputed',
  'charged_back',
]);

/** The money was captured once, whatever became of it afterwards. */
export function isPaidOrBeyond(status: OrderStatus): boolean {
  return PAID_OR_BEYOND.has(status);
}

/** Nothing was paid and nothing is on its way: the order can be paid or cancelled. */
export function isOpen(status: OrderStatus): boolean {
  return status === 'pending' || status === 'awaiting_payment';
}

/** What Stripe says of a refund. */
export type StripeRefundStatus = 'pending' | 'requires_action' | 'succeeded' | 'failed' | 'canceled';

/** `requested`: committed, Stripe's answer not yet known. `rejected`: Stripe refused to make it. */
export type RefundStatus = 'requested' | StripeRefundStatus | 'rejected';

const SEEN_AT_STRIPE = ['pending', 'requires_action', 'succeeded', 'failed', 'canceled'] as const;

/** Every move that a refund can make. What is not listed is an older fact, and changes nothing. */
export const REFUND_TRANSITIONS = {
  requested: [...SEEN_AT_STRIPE, 'rejected'],
  pending: ['requires_action', 'succeeded', 'failed', 'canceled'],
  requires_action: ['pending', 'succeeded', 'failed', 'canceled'],
  // The customer's bank may send it back days later.
  succeeded: ['failed', 'canceled'],
  failed: [],
  canceled: [],
  // Stripe's word on money that moved counts, whatever it said before.
  rejected: SEEN_AT_STRIPE,
} as const satisfies Record<RefundStatus, readonly RefundStatus[]>;

export function isStripeRefundStatus(value: unknown): value is StripeRefundStatus {
  return SEEN_AT_STRIPE.some((status) => status === value);
}

export function canRefundMove(from: RefundStatus, to: RefundStatus): boolean {
  const targets: readonly RefundStatus[] = REFUND_TRANSITIONS[from];
  return targets.includes(to);
}

/** Stripe has it, and how it ends is open: between these two a refund may go back and forth. */
export function isWaiting(status: RefundStatus): boolean {
  return status === 'pending' || status === 'requires_action';
}

/** On its way or done: what it gives back cannot be given back a second time. */
export function reservesRoom(status: RefundStatus): boolean {
  return status !== 'failed' && status !== 'canceled' && status !== 'rejected';
}

/** The money did not get there, and is with us again. */
export function cameBack(status: RefundStatus): boolean {
  return status === 'failed' || status === 'canceled';
}

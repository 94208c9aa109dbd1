import { useHistoryState } from 'wouter/use-browser-location';
import type { OrderDetails } from 'kaikei-sdk';

/** A payment that this browser has handed to Stripe. */
export interface SentPayment {
  /** How long the order's history was then: what came after it, came because of it. */
  afterChanges: number;
  /** On another page, from which they have just come back: Stripe knows by now what became of it. */
  returned?: boolean;
}

/** To leave with the order page's entry in the browser's history, so that a reload still knows. */
export function sentPaymentOf(order: OrderDetails): SentPayment {
  return { afterChanges: order.history.length };
}

/** The payment that this visit follows, or null for one that just looks at the order. */
export function useSentPayment(): SentPayment | null {
  const state = useHistoryState<unknown>();
  return isSentPayment(state) ? state : null;
}

function isSentPayment(state: unknown): state is SentPayment {
  return (
    typeof state === 'object' &&
    state !== null &&
    'afterChanges' in state &&
    typeof state.afterChanges === 'number'
  );
}

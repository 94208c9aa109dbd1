import type { Shopper } from '../shopper.js';
import type { Payment } from './command.js';

/** A page of a customer's browser: whoever has it can pay there, whatever has become of the order meanwhile. */
export interface Tab {
  readonly way: Payment['way'];
  /** Of the PaymentIntent or of the Checkout session. */
  readonly id: string;
  /** Of the PaymentIntent. */
  readonly clientSecret: string;
}

/** What its customer's browser remembers of an order. */
export interface ModelOrder {
  readonly id: string;
  readonly by: Shopper;
  readonly total: number;
  readonly currency: string;
  /** Oldest first, each payment once. */
  readonly tabs: Tab[];
  /** Stripe has said that it took or holds money for it. */
  isCharged: boolean;
}

export function lastTab({ tabs }: ModelOrder, way: Payment['way']): Tab | undefined {
  return tabs.findLast((tab) => tab.way === way);
}

/** A share of what the order costs, in whole steps of the currency: Stripe's three-decimal amounts end in 0. */
export function amountOf({ total, currency }: ModelOrder, share: number | null): number | null {
  if (share === null) return null;
  const step = stepOf(currency);
  return Math.max(step, Math.floor((total * share) / step) * step);
}

export function stepOf(currency: string): number {
  return currency === 'kwd' ? 10 : 1;
}

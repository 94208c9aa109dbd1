import type Stripe from 'stripe';
import type { ChaosWorld } from '../chaos-world.js';
import type { Shopper } from '../shopper.js';

/** Where something happens: nothing that Stripe tells of it is delivered by itself. */
export interface SilentShop {
  readonly world: ChaosWorld;
  readonly shopper: Shopper;
}

/** What one order went through. */
export interface Lived {
  readonly orderId: string;
  readonly isAbout: (event: Stripe.Event) => boolean;
}

/** What happens to an order at Stripe, what Stripe tells of it, and where that leaves us. */
export interface Lifecycle {
  readonly name: string;
  /** Takes an order through it; banks may be busy with it yet. */
  readonly live: (shop: SilentShop) => Promise<Lived>;
  /** Types, in the order of their happening. Others are not delivered. */
  readonly events: readonly string[];
  /** What we then believe of the thing itself, and of the order. */
  readonly ends: { readonly thing: string; readonly order: string };
  /** The one row of an order that shows the thing: SQL for its `status`. */
  readonly row: string;
}

/** Events of the object with this id. */
export const aboutObject =
  (id: string) =>
  ({ data }: Stripe.Event): boolean =>
    'id' in data.object && data.object.id === id;

/** Events of what belongs to this payment: its charge, refunds, disputes. */
export const aboutPayment =
  (paymentIntentId: string) =>
  ({ data }: Stripe.Event): boolean =>
    'payment_intent' in data.object && data.object.payment_intent === paymentIntentId;

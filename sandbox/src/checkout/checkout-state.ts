import type Stripe from 'stripe';

/** A line item as it goes over the wire. */
export type SandboxLineItem = Omit<Stripe.LineItem, 'price'> & { price: object | null };

/** What a checkout session remembers beyond what Stripe shows. The id is the session's. */
export interface CheckoutState {
  id: string;
  items: SandboxLineItem[];
  /** For the PaymentIntent or SetupIntent that paying will make. */
  intentData: Record<string, unknown>;
  /** The PaymentIntent of the first attempt; later attempts use it again. */
  intent: string | null;
}

/** Which session an intent belongs to. The id is the intent's. */
export interface IntentSession {
  id: string;
  session: string;
}

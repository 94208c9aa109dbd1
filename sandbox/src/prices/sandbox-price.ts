import type Stripe from 'stripe';

/** A price as it goes over the wire: decimals are strings there, which the SDK turns into `Stripe.Decimal`. */
export type SandboxPrice = Omit<Stripe.Price, 'unit_amount_decimal' | 'tiers'> & {
  unit_amount_decimal: string | null;
};

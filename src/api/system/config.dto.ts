export class ConfigResponse {
  /** Stripe's key for browsers. */
  publishable_key!: string;
  /** Where Stripe.js, or what stands in for it, is loaded from. */
  stripe_js_url!: string;
  /** True when no real money can move: the sandbox stands in for Stripe. */
  sandbox!: boolean;
  /** The sandbox's pages. */
  sandbox_url!: string | null;
  /** The page of what was mailed in development, for whoever sits at this machine; null where mails are sent. */
  mails_url!: string | null;
}

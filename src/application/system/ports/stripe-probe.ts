/** A look at Stripe, or at the sandbox in its place. Never at an account: no key is sent. */
export abstract class IStripeProbe {
  /** True when anything answers there. Remembered for a few seconds, so that probing us is not probing Stripe. */
  abstract isReachable(): Promise<boolean>;
}

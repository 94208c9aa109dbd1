/** Stripe's key for browsers (`pk_...`): public by design. */
export class PublishableKey {
  constructor(readonly value: string) {}
}

/** A user's customer at Stripe, or the intent to have one. */
export interface StripeCustomerRecord {
  readonly userId: string;
  readonly organizationId: string;
  readonly email: string | null;
  readonly name: string;
  readonly idempotencyKey: string;
  readonly requestedAt: Date;
  /** Null until Stripe has answered. */
  readonly stripeCustomerId: string | null;
  /** Whether the user's account was deleted: then nothing new is begun with the customer. */
  readonly isOfDeleted: boolean;
}

/** A customer at Stripe who does not have their new address there yet. */
export interface UntoldAddress {
  readonly organizationId: string;
  readonly userId: string;
  readonly stripeCustomerId: string;
  readonly email: string;
  /** Since when Stripe is to be told. */
  readonly since: Date;
}

export abstract class IStripeCustomerRepository {
  abstract find(organizationId: string, userId: string): Promise<StripeCustomerRecord | null>;
  /**
   * Commits the intent, once per user: a second call answers the row that stands. Address and name become those of the
   * account at this moment: a change of the address meanwhile either finds the row or is found.
   */
  abstract request(record: StripeCustomerRecord): Promise<StripeCustomerRecord>;
  /** Keeps Stripe's id. The first one wins; a later one changes nothing. Answers the row that stands. */
  abstract complete(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
    at: Date,
  ): Promise<StripeCustomerRecord>;
  /** Begins anew under another key, unless the customer is no longer `stripeCustomerId`. */
  abstract forget(
    organizationId: string,
    userId: string,
    stripeCustomerId: string,
    idempotencyKey: string,
    at: Date,
  ): Promise<void>;
  /** In the transaction that changes the account's address: Stripe is to be told, as soon as the customer is known. */
  abstract changeEmail(organizationId: string, userId: string, email: string, at: Date): Promise<void>;
  /** Takes the `limit` most overdue of those that are due, in no order; nobody else gets them for `pauseMs`. */
  abstract claimUntold(now: Date, limit: number, pauseMs: number): Promise<UntoldAddress[]>;
  /**
   * Stripe knows this address of this customer; where it was changed once more meanwhile, that one is due now. Where the user
   * has another customer by now, that one is still to be told.
   */
  abstract told(address: UntoldAddress, at: Date): Promise<void>;
  /** Swaps the key, unless someone else did or the customer is known by now. Answers the row that stands. */
  abstract renewKey(
    record: StripeCustomerRecord,
    idempotencyKey: string,
    at: Date,
  ): Promise<StripeCustomerRecord>;
}

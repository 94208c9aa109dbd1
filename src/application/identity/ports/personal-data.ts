/** Whose data it is, the address by which it may be found, and the sign-in that ends with it. */
export interface Person {
  readonly organizationId: string;
  readonly userId: string;
  /** Null for someone who has told none. */
  readonly email: string | null;
  /** When another issuer says that they signed in; null for those who sign in here. Nothing until then brings them back. */
  readonly signedInAt: Date | null;
}

/** Everything that is stored about people, wherever it lies, the account's own row aside. */
export abstract class IPersonalData {
  /** Removes it, in the caller's transaction. What Stripe has to be asked about first stays (`IAccountErasures`). */
  abstract erase(person: Person): Promise<void>;
  /**
   * Removes what is kept about an address that its owner has given up, in the caller's transaction. Mails that went there
   * stay theirs, and go with them.
   */
  abstract forgetAddress(organizationId: string, email: string): Promise<void>;
  /**
   * Removes what Stripe's events say of customers whose accounts were deleted, a page of stored payloads at a time, the
   * oldest first.
   *
   * @param since of events that were done with then or later; null: of all
   * @param from null, or what the call before answered
   * @returns null when there is no further page
   */
  abstract erasePayloads(since: Date | null, from: string | null): Promise<string | null>;
}

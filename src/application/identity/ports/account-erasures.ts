/** A deletion that is not over yet. */
export interface Erasure {
  readonly organizationId: string;
  readonly userId: string;
  readonly requestedAt: Date;
  /** When Stripe had deleted the customer; null until then. */
  readonly customerDeletedAt: Date | null;
}

/** What is left to be done about accounts that were deleted. */
export abstract class IAccountErasures {
  /** In the transaction that deletes the account; it is due at once. */
  abstract request(organizationId: string, userId: string, at: Date): Promise<void>;
  /** Takes the `limit` most overdue of those that are due, in no order; nobody else gets them for `pauseMs`. */
  abstract claim(now: Date, limit: number, pauseMs: number): Promise<Erasure[]>;
  /** Only this one, and only if it is due. */
  abstract claimOne(
    organizationId: string,
    userId: string,
    now: Date,
    pauseMs: number,
  ): Promise<Erasure | null>;
  /** Stripe has deleted the customer: what was kept to ask it is removed. */
  abstract customerDeleted(erasure: Erasure, at: Date): Promise<void>;
  /** Nothing is left to be done. */
  abstract done(erasure: Erasure, at: Date): Promise<void>;
}

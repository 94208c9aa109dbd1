/** The address that an account is to have once the link that was mailed there is used. */
export interface PendingEmailView {
  readonly newEmail: string;
  readonly requestedAt: Date;
  /** When the link stops working. */
  readonly expiresAt: Date;
}

/** Reads that only show. */
export abstract class IPendingEmailQueries {
  /** Null while no other address is asked for. */
  abstract find(organizationId: string, userId: string, now: Date): Promise<PendingEmailView | null>;
}

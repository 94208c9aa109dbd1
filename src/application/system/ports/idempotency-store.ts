/** One `Idempotency-Key` of one user, or of one server that acts for them. */
export interface IdempotencyScope {
  readonly organizationId: string;
  readonly userId: string;
  /** Null where the user sends it themselves. */
  readonly apiKeyId: string | null;
  readonly key: string;
}

/** The right to execute a request, until `lockedUntil`; whoever comes later finds a crash then, and takes over. */
export interface IdempotencyLease extends IdempotencyScope {
  readonly lockedUntil: Date;
}

export interface IdempotencyClaim extends IdempotencyLease {
  readonly requestHash: Buffer;
  /** For what the request may create. An earlier, unfinished claim's is kept instead. */
  readonly resourceId: string;
  readonly now: Date;
  readonly expiresAt: Date;
}

/** What was answered: a number and a JSON value that mean something to the transport alone. */
export interface StoredAnswer {
  readonly status: number;
  /** Undefined where the answer had no body. */
  readonly body: unknown;
}

export type ClaimResult =
  | { readonly outcome: 'claimed'; readonly resourceId: string }
  /** Someone was here before. `answer` is null while they are still at it. */
  | { readonly outcome: 'taken'; readonly requestHash: Buffer; readonly answer: StoredAnswer | null };

/** Requests under an `Idempotency-Key` and what they were answered. Survives the process. */
export abstract class IIdempotencyStore {
  /** Of any number of equal claims at a time, one is `claimed`. An expired row counts as none. */
  abstract claim(claim: IdempotencyClaim): Promise<ClaimResult>;

  /** The answer from now on. Nothing happens when the lease has run out and someone else holds it. */
  abstract store(lease: IdempotencyLease, answer: StoredAnswer): Promise<void>;

  /** Ends the lease without an answer: the same request may be executed again, with the same resource id. */
  abstract release(lease: IdempotencyLease): Promise<void>;

  /** As if the key had never been used: another request may take it. */
  abstract forget(lease: IdempotencyLease): Promise<void>;

  /** @returns how many were deleted, `limit` at most */
  abstract deleteExpired(now: Date, limit: number): Promise<number>;
}

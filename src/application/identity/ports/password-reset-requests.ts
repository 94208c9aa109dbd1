export interface PasswordResetRequest {
  readonly id: string;
  readonly organizationId: string;
  /** As it was typed, normalized. There need not be an account. */
  readonly email: string;
  readonly requestedAt: Date;
}

/** Addresses for which someone asked to reset the password, until the worker has looked at them. */
export abstract class IPasswordResetRequests {
  /** One that waits for the same address already stands for both. */
  abstract add(request: PasswordResetRequest): Promise<void>;
  /** Removes the oldest that no other worker has, in the caller's transaction; null when none waits. */
  abstract takeOldest(): Promise<PasswordResetRequest | null>;
}

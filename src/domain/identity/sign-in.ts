const DAY_MS = 24 * 60 * 60 * 1_000;

/** How long a sign-in can be looked up: a quarter of a year, time enough to find out about a stranger. */
export const SIGN_IN_RETENTION_MS = 90 * DAY_MS;

/**
 * What was presented: a password, a new account's details, the old password for a new one or for another address, and the
 * link that was mailed there.
 */
export const SIGN_IN_METHODS = [
  'password',
  'registration',
  'password_change',
  'email_change_request',
  'email_change',
] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** What became of it. `too_many_tries`: refused, without a look at the password; only the first of its kind is kept. */
export const SIGN_IN_OUTCOMES = ['succeeded', 'wrong_password', 'too_many_tries'] as const;
export type SignInOutcome = (typeof SIGN_IN_OUTCOMES)[number];

/** Someone signed in to an account, or tried to. */
export interface SignIn {
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly at: Date;
  readonly method: SignInMethod;
  readonly outcome: SignInOutcome;
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** The same, where nobody has looked whether there is such an account. */
export interface SignInByAddress extends Omit<SignIn, 'userId'> {
  /** Normalized. */
  readonly email: string;
}

const HOUR_MS = 60 * 60 * 1_000;

/** What a mailed link is good for. */
export type AccountTokenPurpose = 'password_reset' | 'email_verification' | 'email_change';

/** Who resets a password or changes an address sits there and waits; an address may be verified the next morning. */
export const ACCOUNT_TOKEN_LIFETIME_MS: Readonly<Record<AccountTokenPurpose, number>> = {
  password_reset: HOUR_MS,
  email_verification: 24 * HOUR_MS,
  email_change: HOUR_MS,
};

/**
 * Links of one purpose that a user is mailed within an hour, whoever asks for them: enough for a person with a slow
 * mailbox, too few to flood it. The newest stays valid, so that nobody can keep the owner out by asking.
 */
export const ACCOUNT_LINKS_PER_HOUR = 5;
export const ACCOUNT_LINKS_WINDOW_MS = HOUR_MS;

/** Mails to one address within an hour because accounts are to have it that never verified one, however many ask. */
export const ADDRESS_MAILS_PER_HOUR = 10;
export const ADDRESS_MAILS_WINDOW_MS = HOUR_MS;

/** The right to do one thing once, given to whoever reads the mailbox. */
export interface AccountToken {
  /** What the token is derived from; no secret. */
  readonly id: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly purpose: AccountTokenPurpose;
  /** The address that the account is to have, of an `email_change`; null for all others. */
  readonly email: string | null;
  /** SHA-256. */
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

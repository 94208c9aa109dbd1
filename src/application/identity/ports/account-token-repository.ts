import type { AccountToken, AccountTokenPurpose } from '../../../domain/identity/account-token.js';

/** Tokens of mailed links, the newest of a user and purpose being the only one that counts. */
export abstract class IAccountTokenRepository {
  /** Stores `token` in place of what its user held for the same purpose. The caller holds the user's row. */
  abstract replace(token: AccountToken): Promise<void>;
  /** How many of the purpose the user was given since then, spent ones included. */
  abstract countSince(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    since: Date,
  ): Promise<number>;
  /** Whose token it is; null when it is unknown, spent, replaced or expired. */
  abstract findHolder(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<string | null>;
  /** True for the one who spends it, false for all others and for a token that is no longer good. */
  abstract spend(
    organizationId: string,
    purpose: AccountTokenPurpose,
    tokenHash: Buffer,
    now: Date,
  ): Promise<boolean>;
  /** The one that the user holds; null when there is none, or it is spent or expired. */
  abstract findHeld(
    organizationId: string,
    userId: string,
    purpose: AccountTokenPurpose,
    now: Date,
  ): Promise<AccountToken | null>;
  /** Makes what the user holds for the purposes worthless. */
  abstract spendAll(
    organizationId: string,
    userId: string,
    purposes: readonly AccountTokenPurpose[],
    now: Date,
  ): Promise<void>;
  /** Forgets up to `limit` that have expired. @returns how many */
  abstract purgeExpired(now: Date, limit: number): Promise<number>;
}

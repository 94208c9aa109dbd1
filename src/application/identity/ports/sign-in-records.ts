import type { SignIn, SignInByAddress } from '../../../domain/identity/sign-in.js';

/** What is kept of sign-ins, good and bad. */
export abstract class ISignInRecords {
  /** In the caller's transaction. */
  abstract add(signIn: SignIn): Promise<void>;
  /**
   * Soon, and not before the caller has answered: whoever waits for that answer must not see by its time that something
   * was written down. What is added while the process dies is lost, and what is about an account that is gone, or about an
   * address that no account has, is dropped.
   */
  abstract addLater(signIn: SignIn | SignInByAddress): void;
  /** Forgets up to `limit` of anyone from before then. @returns how many */
  abstract purge(before: Date, limit: number): Promise<number>;
}

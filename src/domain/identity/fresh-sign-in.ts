import { freshSignInRequired } from './identity-errors.js';

/** Long enough to come back from the issuer's page and read a question, too short for a device that was left alone. */
export const FRESH_SIGN_IN_MS = 5 * 60_000;
/** The issuer's clock may be ahead by as much as its tokens are allowed to be. */
const CLOCK_TOLERANCE_MS = 60_000;
/**
 * How long it is remembered that somebody of another issuer has deleted their account: longer than any access token that
 * was signed before lives.
 */
export const DEPARTURE_RETENTION_MS = 30 * 24 * 60 * 60 * 1_000;

/** What stands in a password's place for those who sign in elsewhere. @throws DomainError `fresh_sign_in_required` */
export function assertFreshSignIn(signedInAt: Date | null, now: Date): void {
  const ageMs = signedInAt === null ? Infinity : now.getTime() - signedInAt.getTime();
  if (ageMs >= -CLOCK_TOLERANCE_MS && ageMs <= FRESH_SIGN_IN_MS) return;
  throw freshSignInRequired();
}

/** Whether somebody has signed in since their account was deleted: tokens from before must not bring it back. */
export function isBackSince(departedAt: Date, signedInAt: Date | null): boolean {
  return signedInAt !== null && signedInAt > departedAt;
}

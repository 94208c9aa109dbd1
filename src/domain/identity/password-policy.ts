import { isCommonPassword } from './common-passwords.js';

/** NIST SP 800-63B, section 3.1.1: length and a list of common passwords, no rules of composition. */
const PASSWORD_MIN_CHARACTERS = 10;
/** Room for any passphrase, and a bound on what one request makes the server hash. */
const PASSWORD_MAX_CHARACTERS = 128;

/** What is wrong with a new password, for its owner to read; null when nothing is. */
export function passwordProblem(password: string): string | null {
  const characters = [...password].length;
  if (characters < PASSWORD_MIN_CHARACTERS) {
    return `must be at least ${PASSWORD_MIN_CHARACTERS} characters long`;
  }
  if (characters > PASSWORD_MAX_CHARACTERS) {
    return `must be at most ${PASSWORD_MAX_CHARACTERS} characters long`;
  }
  if (isCommonPassword(password)) return 'is among the most common passwords; choose another';
  return null;
}

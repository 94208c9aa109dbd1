import { text } from '../text/text.js';

// The server's own rule, said before the form is sent. That a password is too common, only the server knows.
const MIN_CHARACTERS = 10;
const MAX_CHARACTERS = 128;

/** What is wrong with a new password; null where nothing is. */
export function passwordProblem(password: string): string | null {
  const length = [...password].length;
  return length < MIN_CHARACTERS || length > MAX_CHARACTERS ? text.register.errors.passwordLength : null;
}

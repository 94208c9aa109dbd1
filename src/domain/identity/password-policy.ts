/** NIST SP 800-63B, section 3.1.1: length and a list of common passwords, no rules of composition. */
const PASSWORD_MIN_CHARACTERS = 10;
/** Room for any passphrase, and a bound on what one request makes the server hash. */
const PASSWORD_MAX_CHARACTERS = 128;
/** A shorter word is in a password by chance. */
const OWN_WORD_MIN_CHARACTERS = 3;
/** With fewer letters of another kind, a password is its owner's name and little else. */
const OTHER_LETTERS_MIN = 4;

/** Passwords that many people have, lower case. */
export interface CommonPasswords {
  has(password: string): boolean;
}

/**
 * What is wrong with a new password, for its owner to read; null when nothing is. Letter case makes none of it better.
 *
 * @param ownWords what others know of the owner: address, name, the shop's name
 */
export function passwordProblem(
  password: string,
  common: CommonPasswords,
  ownWords: readonly string[] = [],
): string | null {
  const characters = [...password].length;
  if (characters < PASSWORD_MIN_CHARACTERS) {
    return `must be at least ${PASSWORD_MIN_CHARACTERS} characters long`;
  }
  if (characters > PASSWORD_MAX_CHARACTERS) {
    return `must be at most ${PASSWORD_MAX_CHARACTERS} characters long`;
  }
  const plain = plainly(password);
  if (common.has(plain)) return 'is among the most common passwords; choose another';
  if (isMadeOf(plain, ownWords)) return 'is little more than your name, your address or ours; choose another';
  return null;
}

/** As it is hashed: in full-width letters a common password is the same one, and opens to the plain. */
function plainly(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** An address by its parts, too: `hanako.sato@example.com` is guessed from by `hanako`, `sato` and `example`. */
function isMadeOf(password: string, ownWords: readonly string[]): boolean {
  const words = ownWords
    .map(plainly)
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => [...word].length >= OWN_WORD_MIN_CHARACTERS)
    .toSorted((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), password);
  if (rest === password) return false;
  return rest.replace(/[^\p{L}]+/gu, '').length < OTHER_LETTERS_MIN;
}

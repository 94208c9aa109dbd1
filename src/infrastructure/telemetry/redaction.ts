/** Stands where something was that no log line may hold. */
export const REDACTED = '[redacted]';

/** What a secret looks like, whatever field or message it hides in. */
const SECRET_SHAPES = new RegExp(
  [
    // Stripe: API keys, webhook secrets, client secrets of intents and sessions.
    String.raw`\b(?:sk|rk)_(?:live|test)_\w+`,
    String.raw`\bwhsec_[\w+/-]+=*`,
    String.raw`\b(?:pi|seti|cs|src)_\w+_secret_\w+`,
    // Our own API keys, behind what they are found by.
    String.raw`(?<=\bkk_[a-z2-7]{12})_[\w-]+`,
    // Our refresh tokens: a session's id and a secret. The id may stay.
    String.raw`(?<=\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.)[\w-]{43}(?![\w-])`,
    // JSON Web Tokens, with or without "Bearer".
    String.raw`\beyJ[\w-]+\.[\w-]+\.[\w-]*`,
    String.raw`\bBearer [^\s"\\]+`,
    // Password hashes, as PHC strings write them.
    String.raw`\$argon2(?:id|i|d)\$[^\s"\\]+`,
    // The password of an address: postgres://user:password@host.
    String.raw`(?<=\b[a-z][a-z+]*:\/\/[^\s:@/"]*:)[^\s@/"]+(?=@)`,
  ].join('|'),
  'g',
);

/** Fields whose value is secret whatever it looks like; JSON strings only, escapes included. */
const SECRET_FIELDS =
  /("(?:[\w-]*(?:password|secret|token|cookie|authorization|csrf)[\w-]*|cvc|card_number)":)"(?:[^"\\]|\\.)*"/gi;

/** ISO/IEC 7812: 12 to 19 digits, here with the separators that people type; the check digit tells them from other numbers. */
const CARD_LIKE = /\b\d(?:[ -]?\d){12,18}\b/g;

/** Cleans one serialized log line. It stays valid JSON. */
export function redactLine(line: string): string {
  return line
    .replace(SECRET_FIELDS, `$1"${REDACTED}"`)
    .replace(SECRET_SHAPES, REDACTED)
    .replace(CARD_LIKE, (digits) => (hasCheckDigit(digits) ? REDACTED : digits));
}

/** The Luhn algorithm (ISO/IEC 7812-1, annex B). */
function hasCheckDigit(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const digit = Number(digits[digits.length - 1 - position]);
    const weighted = position % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum % 10 === 0;
}

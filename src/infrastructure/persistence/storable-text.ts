const NULL_CHARACTER = '\0';
const REPLACEMENT = '\u{fffd}';
/** With the flag, whole pairs are one character and do not match. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * What PostgreSQL's text and jsonb take of `value`: they refuse the null character and half of a surrogate pair, which
 * people's texts do hold. Each is replaced by U+FFFD, as Unicode asks, so that nothing fails for a character.
 */
export function storableText(value: string): string {
  return value.replaceAll(LONE_SURROGATE, REPLACEMENT).replaceAll(NULL_CHARACTER, REPLACEMENT);
}

/** `value` as JSON that jsonb takes, keys included. */
export function storableJson(value: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (typeof part === 'string') return storableText(part);
    if (part === null || typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, field]) => [storableText(key), field]));
  });
}

/** Randomness for identifiers. */
export abstract class IIdGenerator {
  /** A UUIDv7 (RFC 9562): sorts by creation time, which keeps indexes compact. */
  abstract uuid(): string;

  /** `length` characters, each drawn evenly from `alphabet` by a cryptographic generator. */
  abstract code(length: number, alphabet: string): string;
}

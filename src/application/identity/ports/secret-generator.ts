/** Unguessable values that are handed out once and stored as a hash. */
export abstract class ISecretGenerator {
  /** 32 random bytes, base64url. */
  abstract generate(): string;
  /** SHA-256. Enough without salt or stretching, since what is hashed has 256 bits of randomness. */
  abstract hash(secret: string): Buffer;
  /** In the same time for every guess. @param hash of `hash` */
  abstract matches(secret: string, hash: Buffer): boolean;
}

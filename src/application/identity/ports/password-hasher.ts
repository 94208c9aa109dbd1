/** Slow hashing of passwords, bounded in memory and in how many wait. */
export abstract class IPasswordHasher {
  /** @throws DomainError `busy` */
  abstract hash(password: string): Promise<string>;
  /**
   * Takes as long for a user who does not exist (`null`) as for a wrong password.
   *
   * @throws DomainError `busy`
   */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
  /** True when `hash` was made with other parameters than today's. */
  abstract isOutdated(hash: string): boolean;
}

export interface ExternalIdentity {
  readonly organizationId: string;
  readonly issuer: string;
  readonly subject: string;
}

/** Which of our users someone is who signs in elsewhere. */
export abstract class IExternalIdentityRepository {
  abstract findUser(identity: ExternalIdentity): Promise<string | null>;
  /** When the account that had the identity was deleted, if that was lately. */
  abstract departedAt(identity: ExternalIdentity): Promise<Date | null>;
  /** @returns false where the identity is someone's already; then the transaction must not go on */
  abstract insert(identity: ExternalIdentity, userId: string, now: Date): Promise<boolean>;
  /** Forgets up to `limit` deletions from before then. @returns how many */
  abstract purgeDepartures(before: Date, limit: number): Promise<number>;
}

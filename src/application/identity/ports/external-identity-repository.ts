export interface ExternalIdentity {
  readonly organizationId: string;
  readonly issuer: string;
  readonly subject: string;
}

/** Which of our users someone is who signs in elsewhere. */
export abstract class IExternalIdentityRepository {
  abstract findUser(identity: ExternalIdentity): Promise<string | null>;
  /** @returns false where the identity is someone's already; then the transaction must not go on */
  abstract insert(identity: ExternalIdentity, userId: string, now: Date): Promise<boolean>;
}

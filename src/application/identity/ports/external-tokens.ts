/** Whom a token of another issuer is about, as that issuer says. */
export interface ExternalSubject {
  readonly issuer: string;
  /** Unique and never given to another within the issuer. */
  readonly subject: string;
  /** Null where the issuer names none, or has not verified it. */
  readonly email: string | null;
  readonly name: string | null;
  /** When they signed in there; where the issuer does not say, when it signed the token; null where it says neither. */
  readonly signedInAt: Date | null;
}

/** Tokens of the issuer that keeps a shop's users. */
export abstract class IExternalTokens {
  /** Whether `token` says that it is the issuer's. Proves nothing: it tells who is to be asked. */
  abstract isClaimed(token: string): boolean;
  /**
   * Whom a genuine, current token is about; null for any other.
   *
   * @throws DomainError `issuer_unavailable` when the issuer's keys cannot be had
   */
  abstract verify(token: string): Promise<ExternalSubject | null>;
}

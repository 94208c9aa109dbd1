/** Who sends the request, or for whom it is sent. */
export interface AuthenticatedUser {
  readonly organizationId: string;
  readonly userId: string;
  /** As the access token says. */
  readonly role: 'customer' | 'operator';
  /** Null for those who have not signed in here: they come by a token of another issuer, or a server acts for them. */
  readonly sessionId: string | null;
  /** Of the server that acts for them; null where they come themselves. */
  readonly apiKeyId: string | null;
}

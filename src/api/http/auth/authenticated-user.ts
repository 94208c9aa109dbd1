/** Who sends the request, as the access token says. */
export interface AuthenticatedUser {
  readonly organizationId: string;
  readonly userId: string;
  readonly role: 'customer' | 'operator';
  readonly sessionId: string;
}

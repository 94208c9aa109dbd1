import type { Entry } from '../../../application/identity/entry.js';
import type { Role } from '../../../domain/identity/user.js';

/** Who sends the request, or for whom it is sent. */
export interface AuthenticatedUser {
  readonly organizationId: string;
  readonly userId: string;
  /** As the access token says. */
  readonly role: Role;
  /** Null for those who have not signed in here: they come by a token of another issuer, or a server acts for them. */
  readonly sessionId: string | null;
  /** When another issuer says that they signed in there; null for those who sign in here, and where it does not say. */
  readonly signedInAt: Date | null;
  /** Of the server that acts for them; null where they come themselves. */
  readonly apiKeyId: string | null;
}

export function entryOf({ sessionId, signedInAt }: AuthenticatedUser): Entry {
  return sessionId === null ? { signedInAt } : { sessionId };
}

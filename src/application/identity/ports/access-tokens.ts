import type { Role } from '../../../domain/identity/user.js';

export interface AccessTokenSubject {
  readonly organizationId: string;
  readonly userId: string;
  readonly role: Role;
  readonly sessionId: string;
}

/** Short-lived signed statements of who someone is. */
export abstract class IAccessTokens {
  abstract issue(subject: AccessTokenSubject): string;
  /** The subject of an authentic token, an expired one included; null for anything else. Good for signing out only. */
  abstract subjectEvenIfExpired(token: string): AccessTokenSubject | null;
}

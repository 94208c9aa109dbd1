import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

interface SignedInBy {
  readonly organizationId: string;
  readonly userId: string;
  readonly sessionId: string;
}

/**
 * The account of somebody who is signed in, locked until the caller's transaction ends, and their session with it. Access
 * tokens outlive their session by minutes; whatever locks by this is too much to give for one.
 *
 * @throws DomainError `session_ended`
 */
export async function lockSignedIn(
  users: Pick<IUserRepository, 'findByIdForUpdate'>,
  sessions: Pick<ISessionRepository, 'findForUpdate'>,
  { organizationId, userId, sessionId }: SignedInBy,
  now: Date,
): Promise<User> {
  const user = await users.findByIdForUpdate(organizationId, userId);
  const session = await sessions.findForUpdate(organizationId, sessionId);
  if (!user || !session?.isLive(now)) throw sessionEnded();
  return user;
}

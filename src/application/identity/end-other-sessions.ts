import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserQueries } from './ports/user-queries.js';

export interface EndOtherSessionsCommand {
  readonly organizationId: string;
  readonly userId: string;
  /** In which they are signed in; it stays. */
  readonly ownSessionId: string;
}

/** Signs the user out everywhere else. */
export class EndOtherSessions {
  constructor(
    private readonly users: IUserQueries,
    private readonly sessions: ISessionRepository,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `session_ended` */
  async execute({ organizationId, userId, ownSessionId }: EndOtherSessionsCommand): Promise<void> {
    const now = this.clock.now();
    if (!(await this.users.liveSession(organizationId, ownSessionId, now))) throw sessionEnded();
    await this.sessions.revokeOthers(organizationId, userId, ownSessionId, 'ended_by_owner', now);
  }
}

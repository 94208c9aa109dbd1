import { sessionEnded, sessionNotFound } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserQueries } from './ports/user-queries.js';

export interface EndSessionCommand {
  readonly organizationId: string;
  readonly userId: string;
  /** In which they are signed in. */
  readonly ownSessionId: string;
  readonly sessionId: string;
}

/** Ends one of the user's sessions: a device that was lost, or their own. */
export class EndSession {
  constructor(
    private readonly users: IUserQueries,
    private readonly sessions: ISessionRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `session_not_found` for others' and ended ones as well, `session_ended` when the own is over */
  async execute({ organizationId, userId, ownSessionId, sessionId }: EndSessionCommand): Promise<void> {
    const now = this.clock.now();
    // An access token outlives its session by minutes: whoever was signed out must not sign out the owner.
    if (!(await this.users.liveSession(organizationId, ownSessionId, now))) throw sessionEnded();
    await this.unitOfWork.run(async () => {
      const session = await this.sessions.findForUpdate(organizationId, sessionId);
      if (session?.snapshot().userId !== userId || !session.isLive(now)) throw sessionNotFound();
      session.revoke('ended_by_owner', now);
      await this.sessions.update(session);
    });
  }
}

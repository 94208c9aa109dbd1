import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { lockSignedIn } from './lock-signed-in.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

export interface WithdrawEmailChangeCommand {
  readonly organizationId: string;
  readonly userId: string;
  /** By which they are signed in. */
  readonly sessionId: string;
}

/** The address stays as it is: a link that was mailed to another one works no more. */
export class WithdrawEmailChange {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `session_ended` */
  async execute(command: WithdrawEmailChangeCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const now = this.clock.now();
      // Whoever was signed out must not undo what the owner does.
      await lockSignedIn(this.users, this.sessions, command, now);
      await this.tokens.spendAll(command.organizationId, command.userId, ['email_change'], now);
    });
  }
}

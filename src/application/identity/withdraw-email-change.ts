import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

export interface WithdrawEmailChangeCommand {
  readonly organizationId: string;
  readonly userId: string;
}

/** The address stays as it is: a link that was mailed to another one works no more. */
export class WithdrawEmailChange {
  constructor(
    private readonly users: IUserRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `session_ended` when the account is gone */
  async execute({ organizationId, userId }: WithdrawEmailChangeCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      if (!(await this.users.findByIdForUpdate(organizationId, userId))) throw sessionEnded();
      await this.tokens.spendAll(organizationId, userId, ['email_change'], this.clock.now());
    });
  }
}

import { sessionEnded } from '../../domain/identity/identity-errors.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { SendAccountLink } from './send-account-link.js';

export interface RequestEmailVerificationCommand {
  readonly organizationId: string;
  readonly userId: string;
}

/** Mails the link to verify the address once more. An address that is verified needs none. */
export class RequestEmailVerification {
  constructor(
    private readonly users: IUserRepository,
    private readonly sendLink: Pick<SendAccountLink, 'execute'>,
    private readonly unitOfWork: IUnitOfWork,
  ) {}

  /** @throws DomainError `session_ended` when the account is gone */
  async execute({ organizationId, userId }: RequestEmailVerificationCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, userId);
      if (!user) throw sessionEnded();
      if (user.snapshot().emailVerifiedAt !== null) return;
      await this.sendLink.execute({ user, purpose: 'email_verification' });
    });
  }
}

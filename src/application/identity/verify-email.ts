import { tokenInvalid } from '../../domain/identity/identity-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { IUserRepository } from './ports/user-repository.js';

const PURPOSE = 'email_verification';

export interface VerifyEmailCommand {
  readonly organizationId: string;
  /** Of the mailed link. */
  readonly token: string;
}

/** The address is its owner's: the link that was mailed there came back. */
export class VerifyEmail {
  constructor(
    private readonly tokens: IAccountTokenRepository,
    private readonly users: IUserRepository,
    private readonly secrets: ISecretGenerator,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `token_invalid` */
  async execute({ organizationId, token }: VerifyEmailCommand): Promise<void> {
    const tokenHash = this.secrets.hash(token);
    const now = this.clock.now();
    const userId = await this.tokens.findHolder(organizationId, PURPOSE, tokenHash, now);
    if (userId === null) throw tokenInvalid();
    await this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, userId);
      if (!user || !(await this.tokens.spend(organizationId, PURPOSE, tokenHash, now))) throw tokenInvalid();
      user.verifyEmail(now);
      await this.users.update(user);
    });
  }
}

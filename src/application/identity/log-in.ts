import { normalizeEmail } from '../../domain/identity/email-address.js';
import { invalidCredentials } from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { OpenSession } from './open-session.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { ClientFacts, SignedIn } from './signed-in.js';

export interface LogInCommand extends ClientFacts {
  readonly organizationId: string;
  readonly email: string;
  readonly password: string;
}

/** Address and password for a session. */
export class LogIn {
  constructor(
    private readonly users: IUserRepository,
    private readonly hasher: IPasswordHasher,
    private readonly openSession: Pick<OpenSession, 'execute'>,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `invalid_credentials`, `busy` */
  async execute(command: LogInCommand): Promise<SignedIn> {
    const { organizationId, password } = command;
    const user = await this.users.findByEmail(organizationId, normalizeEmail(command.email));
    // Verified for unknown addresses too: the time that an answer takes tells nothing.
    const valid = await this.hasher.verify(password, user?.passwordHash ?? null);
    if (!user || !valid) throw invalidCredentials();

    const renewedHash = this.hasher.isOutdated(user.passwordHash) ? await this.hasher.hash(password) : null;
    return this.unitOfWork.run(async () => {
      if (renewedHash !== null) await this.#renewHash(user, renewedHash);
      return this.openSession.execute({ user, client: command });
    });
  }

  async #renewHash(verified: User, renewedHash: string): Promise<void> {
    const current = await this.users.findByIdForUpdate(verified.snapshot().organizationId, verified.id);
    // Someone else renewed it, or the password was changed, since it was verified: theirs stands.
    if (current?.passwordHash !== verified.passwordHash) return;
    current.replacePasswordHash(renewedHash, this.clock.now());
    await this.users.update(current);
  }
}

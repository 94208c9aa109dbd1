import { normalizeEmail } from '../../domain/identity/email-address.js';
import { invalidCredentials } from '../../domain/identity/identity-errors.js';
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
    // Once more where the hash was replaced meanwhile: most likely by someone else's sign-in with the same password.
    const signedIn = (await this.#attempt(command)) ?? (await this.#attempt(command));
    if (!signedIn) throw invalidCredentials();
    return signedIn;
  }

  /** Null when the hash is another one than was verified: no session may come out of a password that was just changed. */
  async #attempt(command: LogInCommand): Promise<SignedIn | null> {
    const { organizationId, password } = command;
    const verified = await this.users.findByEmail(organizationId, normalizeEmail(command.email));
    // Verified for unknown addresses too: the time that an answer takes tells nothing.
    const valid = await this.hasher.verify(password, verified?.passwordHash ?? null);
    if (!verified || !valid) throw invalidCredentials();

    const renewedHash = this.hasher.isOutdated(verified.passwordHash)
      ? await this.hasher.hash(password)
      : null;
    return this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, verified.id);
      if (user?.passwordHash !== verified.passwordHash) return null;
      if (renewedHash !== null) {
        user.replacePasswordHash(renewedHash, this.clock.now());
        await this.users.update(user);
      }
      return this.openSession.execute({ user, client: command });
    });
  }
}

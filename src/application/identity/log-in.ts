import { normalizeEmail } from '../../domain/identity/email-address.js';
import { invalidCredentials } from '../../domain/identity/identity-errors.js';
import type { SignIn, SignInOutcome } from '../../domain/identity/sign-in.js';
import { TooManyTries } from '../../domain/identity/sign-in-budget.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { OpenSession } from './open-session.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { ISignInRecords } from './ports/sign-in-records.js';
import type { IUserRepository } from './ports/user-repository.js';
import { type ClientFacts, recognizable, type SignedIn } from './signed-in.js';
import type { SignInThrottle, SignInTry } from './sign-in-throttle.js';

export interface LogInCommand extends ClientFacts, SignInTry {
  readonly password: string;
}

/** Address and password for a session. */
export class LogIn {
  constructor(
    private readonly throttle: Pick<SignInThrottle, 'admit' | 'forgive'>,
    private readonly users: IUserRepository,
    private readonly hasher: IPasswordHasher,
    private readonly openSession: Pick<OpenSession, 'execute'>,
    private readonly signIns: ISignInRecords,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `invalid_credentials`, `busy`; TooManyTries */
  async execute(command: LogInCommand): Promise<SignedIn> {
    await this.#admit(command);
    // Once more where the hash was replaced meanwhile: most likely by someone else's sign-in with the same password.
    const signedIn = (await this.#attempt(command)) ?? (await this.#attempt(command));
    if (!signedIn) throw invalidCredentials();
    await this.throttle.forgive(command);
    return signedIn;
  }

  /** For the owner to see, where there is one; nobody has looked, and nobody learns of it by the time of the answer. */
  async #admit(command: LogInCommand): Promise<void> {
    try {
      await this.throttle.admit(command);
    } catch (error) {
      if (error instanceof TooManyTries && error.isFirst) {
        this.signIns.addLater({
          ...this.#failure(command, 'too_many_tries'),
          email: normalizeEmail(command.email),
        });
      }
      throw error;
    }
  }

  /** Null when the hash is another one than was verified: no session may come out of a password that was just changed. */
  async #attempt(command: LogInCommand): Promise<SignedIn | null> {
    const { organizationId, password } = command;
    const verified = await this.users.findByEmail(organizationId, normalizeEmail(command.email));
    // Verified for unknown addresses too: the time that an answer takes tells nothing.
    const verifiedHash = verified?.passwordHash ?? null;
    const valid = await this.hasher.verify(password, verifiedHash);
    if (!verified || verifiedHash === null) throw invalidCredentials();
    if (!valid) throw this.#failed(verified, command);

    const renewedHash = this.hasher.isOutdated(verifiedHash) ? await this.hasher.hash(password) : null;
    return this.unitOfWork.run(async () => {
      const user = await this.users.findByIdForUpdate(organizationId, verified.id);
      if (user?.passwordHash !== verifiedHash) return null;
      if (renewedHash !== null) {
        user.replacePasswordHash(renewedHash, this.clock.now());
        await this.users.update(user);
      }
      return this.openSession.execute({ user, client: command, method: 'password' });
    });
  }

  /** For the owner to see; after the answer, which must not tell by its time that there is an owner. */
  #failed({ id: userId }: User, command: LogInCommand): Error {
    this.signIns.addLater({ ...this.#failure(command, 'wrong_password'), userId });
    return invalidCredentials();
  }

  #failure({ organizationId, ip, userAgent }: LogInCommand, outcome: SignInOutcome): Omit<SignIn, 'userId'> {
    const at = this.clock.now();
    return {
      id: this.ids.uuid(),
      organizationId,
      at,
      method: 'password',
      outcome,
      ...recognizable({ ip, userAgent }),
    };
  }
}

import { passwordWrong } from '../../domain/identity/identity-errors.js';
import type { SignInOutcome } from '../../domain/identity/sign-in.js';
import { TooManyTries } from '../../domain/identity/sign-in-budget.js';
import type { User } from '../../domain/identity/user.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { ISignInRecords } from './ports/sign-in-records.js';
import { type ClientFacts, recognizable } from './signed-in.js';
import type { SignInThrottle, SignInTry } from './sign-in-throttle.js';

export interface ConfirmPasswordCommand extends ClientFacts {
  readonly user: User;
  /** By which they are signed in. */
  readonly sessionId: string;
  readonly password: string;
}

/**
 * Someone who is signed in says their password once more, before something that a session alone must not do. Whoever has
 * got hold of a session would guess on here, past what keeps strangers from guessing: a session has the tries of a known
 * browser, and all others theirs. The owner finds wrong ones among the sign-ins.
 */
export class ConfirmPassword {
  constructor(
    private readonly throttle: Pick<SignInThrottle, 'admit' | 'forgive'>,
    private readonly hasher: Pick<IPasswordHasher, 'verify'>,
    private readonly signIns: Pick<ISignInRecords, 'add'>,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** In no transaction: what fails is written down. @throws TooManyTries; DomainError `password_wrong`, `busy` */
  async execute(command: ConfirmPasswordCommand): Promise<void> {
    const { user, sessionId, password } = command;
    const { organizationId, email } = user.snapshot();
    const attempt = { organizationId, email: email ?? user.id, ip: null, knownDeviceId: sessionId };
    await this.#admit(attempt, command);
    if (!(await this.hasher.verify(password, user.passwordHash))) {
      await this.#writeDown('wrong_password', command);
      throw passwordWrong();
    }
    await this.throttle.forgive(attempt);
  }

  async #admit(attempt: SignInTry, command: ConfirmPasswordCommand): Promise<void> {
    try {
      await this.throttle.admit(attempt);
    } catch (error) {
      if (error instanceof TooManyTries && error.isFirst) await this.#writeDown('too_many_tries', command);
      throw error;
    }
  }

  /** Before the answer: whoever asks knows that there is such an account. */
  async #writeDown(outcome: SignInOutcome, { user, ip, userAgent }: ConfirmPasswordCommand): Promise<void> {
    const { id: userId, organizationId } = user.snapshot();
    await this.signIns.add({
      id: this.ids.uuid(),
      ...{ organizationId, userId, at: this.clock.now() },
      method: 'password',
      outcome,
      ...recognizable({ ip, userAgent }),
    });
  }
}

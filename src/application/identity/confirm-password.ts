import { passwordWrong } from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { SignInThrottle } from './sign-in-throttle.js';

export interface ConfirmPasswordCommand {
  readonly user: User;
  /** By which they are signed in. */
  readonly sessionId: string;
  readonly password: string;
}

/**
 * Someone who is signed in says their password once more, before something that a session alone must not do. Whoever has
 * got hold of a session would guess on here, past what keeps strangers from guessing: a session has the tries of a known
 * browser, and all others theirs.
 */
export class ConfirmPassword {
  constructor(
    private readonly throttle: Pick<SignInThrottle, 'admit' | 'forgive'>,
    private readonly hasher: Pick<IPasswordHasher, 'verify'>,
  ) {}

  /** @throws TooManyTries; DomainError `password_wrong`, `busy` */
  async execute({ user, sessionId, password }: ConfirmPasswordCommand): Promise<void> {
    const { organizationId, email } = user.snapshot();
    const attempt = { organizationId, email: email ?? user.id, ip: null, knownDeviceId: sessionId };
    await this.throttle.admit(attempt);
    if (!(await this.hasher.verify(password, user.passwordHash))) throw passwordWrong();
    await this.throttle.forgive(attempt);
  }
}

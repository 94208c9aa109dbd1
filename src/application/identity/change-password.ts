import { passwordWrong, refuseInvalid, sessionEnded } from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { PasswordRules } from './password-rules.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ConfirmPassword } from './confirm-password.js';
import { lockSignedIn } from './lock-signed-in.js';
import type { OpenSession } from './open-session.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { ClientFacts, SignedIn } from './signed-in.js';

export interface ChangePasswordCommand extends ClientFacts {
  readonly organizationId: string;
  readonly userId: string;
  /** By which they are signed in. */
  readonly sessionId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
}

/**
 * A new password for someone who knows the current one. Every session ends, the one that asks as well: its refresh token
 * may be in other hands. Whoever asks gets a new session in its place.
 */
export class ChangePassword {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly confirmPassword: Pick<ConfirmPassword, 'execute'>,
    private readonly hasher: Pick<IPasswordHasher, 'hash'>,
    private readonly rules: PasswordRules,
    private readonly openSession: Pick<OpenSession, 'execute'>,
    private readonly mails: Pick<AccountMails, 'passwordChanged'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed`, `password_wrong`, `session_ended`, `busy`; TooManyTries */
  async execute(command: ChangePasswordCommand): Promise<SignedIn> {
    const { organizationId, userId, currentPassword: password } = command;
    const verified = await this.users.findById(organizationId, userId);
    if (!verified) throw sessionEnded();
    refuseInvalid({ new_password: this.rules.problem(command.newPassword, verified.snapshot()) });
    await this.confirmPassword.execute({ ...command, user: verified, password });
    const passwordHash = await this.hasher.hash(command.newPassword);
    return this.unitOfWork.run(() => this.#change(command, verified, passwordHash));
  }

  async #change(command: ChangePasswordCommand, verified: User, passwordHash: string): Promise<SignedIn> {
    const { organizationId, userId } = command;
    const now = this.clock.now();
    const user = await lockSignedIn(this.users, this.sessions, command, now);
    // Of two changes at the same moment the second one knows an old password.
    if (user.passwordHash !== verified.passwordHash) throw passwordWrong();

    user.changePassword(passwordHash, now);
    await this.users.update(user);
    await this.tokens.spendAll(organizationId, userId, ['password_reset', 'email_change'], now);
    await this.sessions.revokeAll(organizationId, userId, 'password_changed', now);
    await this.auditLog.record({
      organizationId,
      actorUserId: userId,
      action: 'password.changed',
      subject: userId,
      detail: {},
    });
    await this.mails.passwordChanged(user);
    return this.openSession.execute({ user, client: command, method: 'password_change' });
  }
}

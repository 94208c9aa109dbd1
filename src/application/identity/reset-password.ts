import { refuseInvalid, tokenInvalid } from '../../domain/identity/identity-errors.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { PasswordRules } from './password-rules.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IPasswordHasher } from './ports/password-hasher.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';

const PURPOSE = 'password_reset';

export interface ResetPasswordCommand {
  readonly organizationId: string;
  /** Of the mailed link. */
  readonly token: string;
  readonly newPassword: string;
}

/** A new password for whoever reads the account's mailbox. Every session ends, and nobody is signed in by it. */
export class ResetPassword {
  constructor(
    private readonly tokens: IAccountTokenRepository,
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly hasher: IPasswordHasher,
    private readonly rules: PasswordRules,
    private readonly secrets: ISecretGenerator,
    private readonly mails: Pick<AccountMails, 'passwordChanged'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @returns the account's address @throws DomainError `validation_failed`, `token_invalid`, `busy` */
  async execute({ organizationId, token, newPassword }: ResetPasswordCommand): Promise<string | null> {
    refuseInvalid({ new_password: this.rules.problem(newPassword, null) });
    const tokenHash = this.secrets.hash(token);
    // Spares a hash for every guess; spending the token is what decides between two at the same moment.
    const userId = await this.tokens.findHolder(organizationId, PURPOSE, tokenHash, this.clock.now());
    const owner = userId === null ? null : await this.users.findById(organizationId, userId);
    if (userId === null || owner === null) throw tokenInvalid();
    refuseInvalid({ new_password: this.rules.problem(newPassword, owner.snapshot()) });
    const passwordHash = await this.hasher.hash(newPassword);
    await this.unitOfWork.run(() => this.#reset(organizationId, userId, tokenHash, passwordHash));
    return owner.snapshot().email;
  }

  async #reset(
    organizationId: string,
    userId: string,
    tokenHash: Buffer,
    passwordHash: string,
  ): Promise<void> {
    const now = this.clock.now();
    const user = await this.users.findByIdForUpdate(organizationId, userId);
    if (!user || !(await this.tokens.spend(organizationId, PURPOSE, tokenHash, now))) throw tokenInvalid();
    user.changePassword(passwordHash, now);
    // The link came by mail, so whoever has it reads that mailbox.
    user.verifyEmail(now);
    await this.users.update(user);
    // Whoever asked for another address knew the password that was just replaced.
    await this.tokens.spendAll(organizationId, userId, ['email_change'], now);
    await this.sessions.revokeAll(organizationId, userId, 'password_changed', now);
    await this.auditLog.record({
      organizationId,
      actorUserId: userId,
      action: 'password.reset',
      subject: userId,
      detail: {},
    });
    await this.mails.passwordChanged(user);
  }
}

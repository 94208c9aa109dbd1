import { ADDRESS_MAILS_PER_HOUR, ADDRESS_MAILS_WINDOW_MS } from '../../domain/identity/account-token.js';
import { emailProblem, normalizeEmail } from '../../domain/identity/email-address.js';
import {
  passwordWrong,
  refuseInvalid,
  sessionEnded,
  tooManyLinks,
} from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ConfirmPassword } from './confirm-password.js';
import type { IssueAccountToken } from './issue-account-token.js';
import { lockSignedIn } from './lock-signed-in.js';
import type { IAttemptCounters } from './ports/attempt-counters.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ISignInRecords } from './ports/sign-in-records.js';
import type { IUserRepository } from './ports/user-repository.js';
import { type ClientFacts, recognizable } from './signed-in.js';

export interface RequestEmailChangeCommand extends ClientFacts {
  readonly organizationId: string;
  readonly userId: string;
  /** By which they are signed in. */
  readonly sessionId: string;
  /** As it was typed. */
  readonly newEmail: string;
  readonly currentPassword: string;
}

/**
 * Mails a link to the address that an account is to have; until it is used nothing changes. Where somebody else has that
 * address, they are told instead. Whoever asks learns of neither: the same rows are written either way.
 */
export class RequestEmailChange {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly confirmPassword: Pick<ConfirmPassword, 'execute'>,
    private readonly issueToken: Pick<IssueAccountToken, 'execute'>,
    private readonly counters: Pick<IAttemptCounters, 'hit'>,
    private readonly secrets: Pick<ISecretGenerator, 'hash'>,
    private readonly signIns: ISignInRecords,
    private readonly mails: Pick<AccountMails, 'emailChangeRequested' | 'newAddress' | 'addressWanted'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed`, `password_wrong`, `session_ended`, `too_many_links`, `busy`; TooManyTries */
  async execute(command: RequestEmailChangeCommand): Promise<void> {
    const { organizationId, userId, currentPassword: password } = command;
    const newEmail = normalizeEmail(command.newEmail);
    const verified = await this.users.findById(organizationId, userId);
    if (!verified) throw sessionEnded();
    const isOwn = newEmail === verified.snapshot().email;
    refuseInvalid({ new_email: isOwn ? 'is the address of your account already' : emailProblem(newEmail) });
    await this.confirmPassword.execute({ ...command, user: verified, password });
    const mayMail = await this.#mayMail(verified, newEmail);
    await this.unitOfWork.run(() => this.#request(command, newEmail, verified, mayMail));
  }

  async #request(
    command: RequestEmailChangeCommand,
    newEmail: string,
    verified: User,
    mayMail: boolean,
  ): Promise<void> {
    const { organizationId, userId } = command;
    const now = this.clock.now();
    const user = await lockSignedIn(this.users, this.sessions, command, now);
    // Changed since it was verified: most likely by the owner, who is not the one who asks.
    if (user.passwordHash !== verified.passwordHash) throw passwordWrong();

    const tokenId = await this.issueToken.execute({ user, purpose: 'email_change', email: newEmail });
    if (tokenId === null) throw tooManyLinks();
    const holder = await this.users.findByEmail(organizationId, newEmail);
    if (mayMail)
      await (holder ? this.mails.addressWanted(holder) : this.mails.newAddress(user, newEmail, tokenId));
    await this.mails.emailChangeRequested(user);
    await this.signIns.add({
      id: this.ids.uuid(),
      ...{ organizationId, userId, at: now },
      method: 'email_change_request',
      outcome: 'succeeded',
      ...recognizable(command),
    });
    await this.auditLog.record({
      organizationId,
      actorUserId: userId,
      action: 'email.change_requested',
      subject: userId,
      detail: {},
    });
  }

  /**
   * Accounts cost nothing: each with its few links, they would flood a mailbox together. So they count together, those too
   * that then have no link left, and nobody who asks is told. Whoever has verified the address they have is held by their
   * own links alone: else a few accounts made for it would keep owners from an address of theirs.
   */
  async #mayMail(user: User, address: string): Promise<boolean> {
    const { organizationId, emailVerifiedAt } = user.snapshot();
    if (emailVerifiedAt !== null) return true;
    const key = `address-mails:${this.secrets.hash(`${organizationId} ${address}`).toString('base64url')}`;
    const { hits } = await this.counters.hit(key, ADDRESS_MAILS_WINDOW_MS);
    return hits <= ADDRESS_MAILS_PER_HOUR;
  }
}

import { assertFreshSignIn } from '../../domain/identity/fresh-sign-in.js';
import { lastOperator, passwordWrong, sessionEnded } from '../../domain/identity/identity-errors.js';
import type { User } from '../../domain/identity/user.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { CloseBooks } from '../orders/close-books.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { settledWithin } from '../settled-within.js';
import type { ConfirmPassword } from './confirm-password.js';
import type { Entry } from './entry.js';
import { lockSignedIn } from './lock-signed-in.js';
import type { IAccountErasures } from './ports/account-erasures.js';
import type { IPersonalData } from './ports/personal-data.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { IUserRepository } from './ports/user-repository.js';
import type { SettleErasures } from './settle-erasures.js';
import type { ClientFacts } from './signed-in.js';

/** Stripe answers well within a second; what takes longer is the worker's, and the account is gone all the same. */
const STRIPE_PATIENCE_MS = 3_000;

export interface DeleteAccountCommand extends ClientFacts {
  readonly organizationId: string;
  readonly userId: string;
  readonly entry: Entry;
  /** Of those who sign in here; all others have none. */
  readonly password: string | null;
}

/**
 * Deletes one's own account. What is known of the person goes, in one transaction; orders, payments and refunds stay as
 * they are, under an id that says nothing. Stripe is told after the commit, and again until it has answered.
 */
export class DeleteAccount {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly confirmPassword: Pick<ConfirmPassword, 'execute'>,
    private readonly closeBooks: Pick<CloseBooks, 'execute'>,
    private readonly personalData: IPersonalData,
    private readonly erasures: IAccountErasures,
    private readonly settleErasures: Pick<SettleErasures, 'executeFor'>,
    private readonly mails: Pick<AccountMails, 'accountDeleted'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /**
   * @throws DomainError `password_wrong`, `session_ended`, `last_operator`, `account_in_use`, `busy`;
   *   `fresh_sign_in_required` of those who sign in elsewhere; TooManyTries
   */
  async execute(command: DeleteAccountCommand): Promise<void> {
    const { organizationId, userId } = command;
    const verified = await this.users.findById(organizationId, userId);
    if (!verified) throw sessionEnded();
    await this.#assertOwner(command, verified);
    await this.unitOfWork.run(() => this.#delete(command, verified));
    await settledWithin(this.settleErasures.executeFor(organizationId, userId), STRIPE_PATIENCE_MS);
  }

  async #assertOwner({ entry, password, ip, userAgent }: DeleteAccountCommand, user: User): Promise<void> {
    if ('signedInAt' in entry) assertFreshSignIn(entry.signedInAt, this.clock.now());
    else await this.confirmPassword.execute({ user, ...entry, password: password ?? '', ip, userAgent });
  }

  async #lock({ organizationId, userId, entry }: DeleteAccountCommand, now: Date): Promise<User> {
    const who = { organizationId, userId };
    if ('sessionId' in entry) return lockSignedIn(this.users, this.sessions, { ...who, ...entry }, now);
    const user = await this.users.findByIdForUpdate(organizationId, userId);
    if (!user) throw sessionEnded();
    return user;
  }

  async #delete(command: DeleteAccountCommand, verified: User): Promise<void> {
    const { organizationId, userId, entry } = command;
    const now = this.clock.now();
    const user = await this.#lock(command, now);
    // Changed since it was verified: most likely by the owner, who is not the one who asks.
    if (user.passwordHash !== verified.passwordHash) throw passwordWrong();
    const { email, role } = user.snapshot();
    if (role === 'operator' && (await this.users.lockOperators(organizationId)) < 2) throw lastOperator();

    await this.closeBooks.execute({ organizationId, userId });
    const signedInAt = 'signedInAt' in entry ? entry.signedInAt : null;
    await this.personalData.erase({ organizationId, userId, email, signedInAt });
    await this.mails.accountDeleted(user);
    user.erase(now);
    await this.users.update(user);
    await this.erasures.request(organizationId, userId, now);
    await this.auditLog.record({
      organizationId,
      actorUserId: userId,
      action: 'account.deleted',
      subject: userId,
      detail: {},
    });
  }
}

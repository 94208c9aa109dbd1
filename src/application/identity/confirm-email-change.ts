import { tokenInvalid } from '../../domain/identity/identity-errors.js';
import type { AccountTokenPurpose } from '../../domain/identity/account-token.js';
import type { AccountMails } from '../notifications/account-mails.js';
import type { IStripeCustomerRepository } from '../payments/ports/stripe-customer-repository.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import { lockSignedIn } from './lock-signed-in.js';
import type { IAccountTokenRepository } from './ports/account-token-repository.js';
import type { IPersonalData } from './ports/personal-data.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { ISessionRepository } from './ports/session-repository.js';
import type { ISignInRecords } from './ports/sign-in-records.js';
import type { IUserRepository } from './ports/user-repository.js';
import { type ClientFacts, recognizable } from './signed-in.js';
import { type UserView, viewUser } from './user-view.js';

/** Links to the former address work no more, and the one that was used is used up. */
const SPENT: readonly AccountTokenPurpose[] = ['email_change', 'password_reset', 'email_verification'];

export interface ConfirmEmailChangeCommand extends ClientFacts {
  readonly organizationId: string;
  readonly userId: string;
  /** By which they are signed in; all others end. */
  readonly sessionId: string;
  /** Of the link that was mailed to the new address. */
  readonly token: string;
}

/**
 * The account has the new address, for whoever reads its mailbox and is signed in: a mistyped address must not hand the
 * account to the stranger who has it. Stripe is told afterwards (`SettleCustomerAddresses`).
 */
export class ConfirmEmailChange {
  constructor(
    private readonly users: IUserRepository,
    private readonly sessions: ISessionRepository,
    private readonly tokens: IAccountTokenRepository,
    private readonly secrets: ISecretGenerator,
    private readonly customers: Pick<IStripeCustomerRepository, 'changeEmail'>,
    private readonly personalData: Pick<IPersonalData, 'forgetAddress'>,
    private readonly signIns: ISignInRecords,
    private readonly mails: Pick<AccountMails, 'emailChanged'>,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `session_ended`, `token_invalid`; EmailTakenError where somebody was quicker */
  execute(command: ConfirmEmailChangeCommand): Promise<UserView> {
    return this.unitOfWork.run(() => this.#change(command));
  }

  async #change({
    organizationId,
    userId,
    sessionId,
    token,
    ...client
  }: ConfirmEmailChangeCommand): Promise<UserView> {
    const now = this.clock.now();
    const user = await lockSignedIn(this.users, this.sessions, { organizationId, userId, sessionId }, now);
    const pending = await this.tokens.findHeld(organizationId, userId, 'email_change', now);
    if (!pending?.email || !this.secrets.matches(token, pending.tokenHash)) throw tokenInvalid();

    const { email: former } = user.snapshot();
    user.changeEmail(pending.email, now);
    await this.users.update(user);
    await this.tokens.spendAll(organizationId, userId, SPENT, now);
    await this.sessions.revokeOthers(organizationId, userId, sessionId, 'email_changed', now);
    await this.customers.changeEmail(organizationId, userId, pending.email, now);
    if (former !== null) {
      await this.personalData.forgetAddress(organizationId, former);
      await this.mails.emailChanged(user, former);
    }
    await this.signIns.add({
      id: this.ids.uuid(),
      ...{ organizationId, userId, at: now },
      method: 'email_change',
      outcome: 'succeeded',
      ...recognizable(client),
    });
    await this.auditLog.record({
      organizationId,
      actorUserId: userId,
      action: 'email.changed',
      subject: userId,
      detail: {},
    });
    return viewUser(user);
  }
}

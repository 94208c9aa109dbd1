import { ChangePassword } from '../../src/application/identity/change-password.js';
import { ChangeRole } from '../../src/application/identity/change-role.js';
import { ConfirmPassword } from '../../src/application/identity/confirm-password.js';
import { EnsureOperator } from '../../src/application/identity/ensure-operator.js';
import { LogIn } from '../../src/application/identity/log-in.js';
import { LogOut } from '../../src/application/identity/log-out.js';
import { OpenSession } from '../../src/application/identity/open-session.js';
import { RefreshSession } from '../../src/application/identity/refresh-session.js';
import { parseRefreshToken, type RefreshToken } from '../../src/application/identity/refresh-token.js';
import { RegisterUser, type RegisterUserCommand } from '../../src/application/identity/register-user.js';
import type { SignedIn } from '../../src/application/identity/signed-in.js';
import { GrantPasswordResets } from '../../src/application/identity/grant-password-resets.js';
import { RequestEmailVerification } from '../../src/application/identity/request-email-verification.js';
import { VerifyEmail } from '../../src/application/identity/verify-email.js';
import { RequestPasswordReset } from '../../src/application/identity/request-password-reset.js';
import { PasswordRules } from '../../src/application/identity/password-rules.js';
import { ResetPassword } from '../../src/application/identity/reset-password.js';
import { IssueAccountToken } from '../../src/application/identity/issue-account-token.js';
import { ConfirmEmailChange } from '../../src/application/identity/confirm-email-change.js';
import { RequestEmailChange } from '../../src/application/identity/request-email-change.js';
import { WithdrawEmailChange } from '../../src/application/identity/withdraw-email-change.js';
import { SendAccountLink } from '../../src/application/identity/send-account-link.js';
import { PasswordList } from '../../src/infrastructure/crypto/password-list.js';
import { AccountLinkTokens } from '../../src/infrastructure/crypto/account-link-tokens.js';
import { SignInThrottle } from '../../src/application/identity/sign-in-throttle.js';
import { MemoryAttemptCounters } from '../../src/infrastructure/cache/memory-attempt-counters.js';
import { TokenMint } from '../../src/application/identity/token-mint.js';
import { UpdateProfile } from '../../src/application/identity/update-profile.js';
import { AccountMails } from '../../src/application/notifications/account-mails.js';
import { NotificationSettings } from '../../src/application/notifications/notification-settings.js';
import { Seller } from '../../src/application/orders/seller.js';
import { invariant } from '../../src/domain/shared/domain-error.js';
import { DEFAULT_ORGANIZATION_ID as organizationId } from '../../src/domain/shared/organization.js';
import { FakeAccountTokenRepository } from './fakes/account-token-repository.js';
import { FakeAuditLog } from './fakes/audit-log.js';
import { FakeClock } from './fakes/clock.js';
import { FakeIdGenerator } from './fakes/id-generator.js';
import { FakeAccessTokens, FakePasswordHasher, FakeSecretGenerator } from './fakes/identity.js';
import { FakeNotificationQueue } from './fakes/notification-queue.js';
import { FakeLogger } from './fakes/logger.js';
import { FakePasswordResetRequests } from './fakes/password-reset-requests.js';
import { FakeSessionRepository } from './fakes/session-repository.js';
import { FakeSignInRecords } from './fakes/sign-in-records.js';
import { FakeUnitOfWork } from './fakes/unit-of-work.js';
import { FakeStripeCustomerRepository } from './fakes/stripe-customer-repository.js';
import { FakeUserRepository } from './fakes/user-repository.js';

export const PASSWORD = 'horse tent gravel';

/** The identity use cases over fakes. */
export class IdentityWorld {
  readonly clock = new FakeClock();
  readonly ids = new FakeIdGenerator();
  readonly logger = new FakeLogger();
  readonly unitOfWork = new FakeUnitOfWork();
  readonly auditLog = new FakeAuditLog(this.unitOfWork);
  readonly users = new FakeUserRepository();
  readonly sessions = new FakeSessionRepository();
  readonly signIns = new FakeSignInRecords();
  readonly hasher = new FakePasswordHasher();
  readonly rules = new PasswordRules(new PasswordList(), ['kaikei']);
  readonly accessTokens = new FakeAccessTokens();
  readonly secrets = new FakeSecretGenerator();
  readonly counters = new MemoryAttemptCounters(() => this.clock.now().getTime());
  readonly tokens = new FakeAccountTokenRepository();
  readonly linkTokens = new AccountLinkTokens('the key of this installation');
  readonly resetRequests = new FakePasswordResetRequests();
  readonly notifications = new FakeNotificationQueue();
  readonly customers = new FakeStripeCustomerRepository();
  /** Addresses of which nothing is kept any more. */
  readonly forgottenAddresses: string[] = [];
  /** What the Stripe customer's making does; called with the user's id. */
  ensureStripeCustomer = (userId: string): Promise<string> => Promise.resolve(`cus_${userId}`);

  readonly #mint = new TokenMint(this.sessions, this.accessTokens, this.secrets, this.ids, this.clock);
  readonly #openSession = new OpenSession(this.sessions, this.signIns, this.#mint, this.ids, this.clock);
  readonly mails = new AccountMails(
    this.notifications,
    new NotificationSettings(new Set(['mail']), 'https://shop.example', new Seller(null, null, 'Asia/Tokyo')),
    this.ids,
    this.clock,
  );
  readonly #issueToken = new IssueAccountToken(
    this.tokens,
    this.linkTokens,
    this.secrets,
    this.ids,
    this.clock,
  );
  readonly #sendLink = new SendAccountLink(this.#issueToken, this.mails);
  readonly register = new RegisterUser(
    this.users,
    this.hasher,
    this.rules,
    this.#openSession,
    this.#sendLink,
    { execute: ({ userId }) => this.ensureStripeCustomer(userId) },
    this.unitOfWork,
    this.ids,
    this.clock,
    this.logger,
  );
  readonly throttle = new SignInThrottle(this.counters, this.secrets, 1);
  readonly logIn = new LogIn(
    this.throttle,
    this.users,
    this.hasher,
    this.#openSession,
    this.signIns,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly refresh = new RefreshSession(
    this.sessions,
    this.users,
    this.#mint,
    this.secrets,
    this.unitOfWork,
    this.clock,
    this.logger,
  );
  readonly confirmPassword = new ConfirmPassword(
    this.throttle,
    this.hasher,
    this.signIns,
    this.ids,
    this.clock,
  );
  readonly changePassword = new ChangePassword(
    this.users,
    this.sessions,
    this.tokens,
    this.confirmPassword,
    this.hasher,
    this.rules,
    this.#openSession,
    this.mails,
    this.auditLog,
    this.unitOfWork,
    this.clock,
  );
  readonly requestVerification = new RequestEmailVerification(this.users, this.#sendLink, this.unitOfWork);
  readonly verifyEmail = new VerifyEmail(this.tokens, this.users, this.secrets, this.unitOfWork, this.clock);
  readonly requestReset = new RequestPasswordReset(this.resetRequests, this.ids, this.clock);
  readonly grantResets = new GrantPasswordResets(
    this.resetRequests,
    this.users,
    this.#sendLink,
    this.unitOfWork,
  );
  readonly resetPassword = new ResetPassword(
    this.tokens,
    this.users,
    this.sessions,
    this.hasher,
    this.rules,
    this.secrets,
    this.mails,
    this.auditLog,
    this.unitOfWork,
    this.clock,
  );
  readonly requestEmailChange = new RequestEmailChange(
    this.users,
    this.sessions,
    this.confirmPassword,
    this.#issueToken,
    this.counters,
    this.secrets,
    this.signIns,
    this.mails,
    this.auditLog,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly confirmEmailChange = new ConfirmEmailChange(
    this.users,
    this.sessions,
    this.tokens,
    this.secrets,
    this.customers,
    { forgetAddress: async (_, email) => void this.forgottenAddresses.push(email) },
    this.signIns,
    this.mails,
    this.auditLog,
    this.unitOfWork,
    this.ids,
    this.clock,
  );
  readonly withdrawEmailChange = new WithdrawEmailChange(
    this.users,
    this.sessions,
    this.tokens,
    this.unitOfWork,
    this.clock,
  );
  readonly logOut = new LogOut(this.sessions, this.secrets, this.unitOfWork, this.clock);
  readonly updateProfile = new UpdateProfile(this.users, this.unitOfWork, this.clock);
  readonly ensureOperator = new EnsureOperator(
    this.users,
    this.sessions,
    this.hasher,
    this.rules,
    this.auditLog,
    this.unitOfWork,
    this.ids,
    this.clock,
  );

  readonly changeRole = new ChangeRole(this.users, this.sessions, this.auditLog, this.unitOfWork, this.clock);

  hanako(overrides: Partial<RegisterUserCommand> = {}): Promise<SignedIn> {
    return this.register.execute({
      organizationId,
      email: 'hanako@example.com',
      password: PASSWORD,
      name: 'Hanako',
      phone: null,
      birthdate: null,
      locale: null,
      ip: '203.0.113.7',
      userAgent: 'test',
      ...overrides,
    });
  }

  /** The token of the link that was mailed last. */
  lastLinkToken(): string {
    const id = this.notifications.added.findLast(({ accountTokenId }) => accountTokenId)?.accountTokenId;
    invariant(id !== undefined, 'A link was mailed.');
    return this.linkTokens.derive(id);
  }

  refreshWith(token: RefreshToken): Promise<SignedIn> {
    return this.refresh.execute({ organizationId, token });
  }
}

export function tokenOf({ refreshToken }: SignedIn): RefreshToken {
  const token = parseRefreshToken(refreshToken);
  invariant(token !== null, 'What was handed out can be parsed.');
  return token;
}

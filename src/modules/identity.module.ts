import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AccountExportController } from '../api/identity/account-export.controller.js';
import { AuthController } from '../api/identity/auth.controller.js';
import { EmailChangeController } from '../api/identity/email-change.controller.js';
import { EmailController } from '../api/identity/email.controller.js';
import { PasswordsController } from '../api/identity/passwords.controller.js';
import { SessionsController } from '../api/identity/sessions.controller.js';
import { SessionAnswer } from '../api/identity/session-answer.js';
import { SignInsController } from '../api/identity/sign-ins.controller.js';
import { UsersController } from '../api/identity/users.controller.js';
import { AccessTokenStrategy } from '../api/http/auth/access-token.strategy.js';
import { ApiKeyEntrance } from '../api/http/auth/api-key-entrance.js';
import { AuthCookies } from '../api/http/auth/auth-cookies.js';
import { AuthSettings } from '../api/http/auth/auth-settings.js';
import { AuthenticationGuard } from '../api/http/auth/authentication.guard.js';
import { CsrfGuard } from '../api/http/auth/csrf.guard.js';
import { CsrfTokens } from '../api/http/auth/csrf-tokens.js';
import { ExternalEntrance } from '../api/http/auth/external-entrance.js';
import { KnownDevices } from '../api/http/auth/known-devices.js';
import { RoleGuard } from '../api/http/auth/role.guard.js';
import { SessionClaim } from '../api/http/auth/session-claim.js';
import { ChangePassword } from '../application/identity/change-password.js';
import { ConfirmPassword } from '../application/identity/confirm-password.js';
import { EndOtherSessions } from '../application/identity/end-other-sessions.js';
import { EndSession } from '../application/identity/end-session.js';
import { EnsureOperator } from '../application/identity/ensure-operator.js';
import { LogIn } from '../application/identity/log-in.js';
import { LogOut } from '../application/identity/log-out.js';
import { OpenSession } from '../application/identity/open-session.js';
import { IAccessTokens } from '../application/identity/ports/access-tokens.js';
import { IAccountTokenRepository } from '../application/identity/ports/account-token-repository.js';
import { IPasswordHasher } from '../application/identity/ports/password-hasher.js';
import { IPasswordResetRequests } from '../application/identity/ports/password-reset-requests.js';
import { ISecretGenerator } from '../application/identity/ports/secret-generator.js';
import { ISessionQueries } from '../application/identity/ports/session-queries.js';
import { ISessionRepository } from '../application/identity/ports/session-repository.js';
import { ISignInQueries } from '../application/identity/ports/sign-in-queries.js';
import { ISignInRecords } from '../application/identity/ports/sign-in-records.js';
import { IUserQueries } from '../application/identity/ports/user-queries.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { PasswordRules } from '../application/identity/password-rules.js';
import { RefreshSession } from '../application/identity/refresh-session.js';
import { RegisterUser } from '../application/identity/register-user.js';
import { RequestEmailVerification } from '../application/identity/request-email-verification.js';
import { RequestPasswordReset } from '../application/identity/request-password-reset.js';
import { ResetPassword } from '../application/identity/reset-password.js';
import { SendAccountLink } from '../application/identity/send-account-link.js';
import { TokenMint } from '../application/identity/token-mint.js';
import { UpdateProfile } from '../application/identity/update-profile.js';
import { VerifyEmail } from '../application/identity/verify-email.js';
import { AccountMails } from '../application/notifications/account-mails.js';
import { SignInThrottle } from '../application/identity/sign-in-throttle.js';
import { EnsureStripeCustomer } from '../application/payments/ensure-stripe-customer.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { AccessTokens } from '../infrastructure/crypto/access-tokens.js';
import { Argon2PasswordHasher } from '../infrastructure/crypto/argon2-password-hasher.js';
import { SessionQueries } from '../infrastructure/persistence/identity/session-queries.js';
import { SessionRepository } from '../infrastructure/persistence/identity/session-repository.js';
import { SignInQueries } from '../infrastructure/persistence/identity/sign-in-queries.js';
import { SignInRecords } from '../infrastructure/persistence/identity/sign-in-records.js';
import { UserQueries } from '../infrastructure/persistence/identity/user-queries.js';
import { UserRepository } from '../infrastructure/persistence/identity/user-repository.js';
import { ACCOUNT_ENDINGS } from './account-endings.js';
import { AccountErasureModule } from './account-erasure.module.js';
import { AccountLinksModule } from './account-links.module.js';
import { ApiKeysModule } from './api-keys.module.js';
import { EMAIL_CHANGE } from './email-change.js';
import { ExternalIdentitiesModule } from './external-identities.module.js';
import { SharedCountersModule } from './shared-counters.module.js';
import { SIGN_IN_LIMITS } from './sign-in-limits.js';
import { SavedCardsModule } from './saved-cards.module.js';
import { PaymentsModule } from './payments.module.js';
import { provideUseCase } from './provide-use-case.js';

/** Accounts and sessions, and the guards that stand before every route of the process. */
@Module({
  imports: [
    AccountErasureModule,
    AccountLinksModule,
    ApiKeysModule,
    ExternalIdentitiesModule,
    PaymentsModule,
    SavedCardsModule,
    SharedCountersModule,
    JwtModule.registerAsync({
      inject: [Configuration],
      useFactory: ({ values }: Configuration) => ({ secret: values.JWT_SECRET }),
    }),
  ],
  controllers: [
    AccountExportController,
    AuthController,
    EmailChangeController,
    EmailController,
    PasswordsController,
    SessionsController,
    SignInsController,
    UsersController,
  ],
  providers: [
    {
      provide: AuthSettings,
      inject: [Configuration],
      useFactory: ({ values, production }: Configuration) => new AuthSettings(values.JWT_SECRET, production),
    },
    { provide: IAccessTokens, useClass: AccessTokens },
    { provide: IPasswordHasher, useClass: Argon2PasswordHasher },
    { provide: ISessionRepository, useClass: SessionRepository },
    { provide: ISessionQueries, useClass: SessionQueries },
    { provide: ISignInQueries, useClass: SignInQueries },
    { provide: ISignInRecords, useClass: SignInRecords },
    { provide: IUserQueries, useClass: UserQueries },
    { provide: IUserRepository, useClass: UserRepository },
    provideUseCase(TokenMint, [ISessionRepository, IAccessTokens, ISecretGenerator, IIdGenerator, IClock]),
    provideUseCase(OpenSession, [ISessionRepository, ISignInRecords, TokenMint, IIdGenerator, IClock]),
    provideUseCase(RegisterUser, [
      IUserRepository,
      IPasswordHasher,
      PasswordRules,
      OpenSession,
      SendAccountLink,
      EnsureStripeCustomer,
      IUnitOfWork,
      IIdGenerator,
      IClock,
      ILogger,
    ]),
    provideUseCase(LogIn, [
      SignInThrottle,
      IUserRepository,
      IPasswordHasher,
      OpenSession,
      ISignInRecords,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(RefreshSession, [
      ISessionRepository,
      IUserRepository,
      TokenMint,
      ISecretGenerator,
      IUnitOfWork,
      IClock,
      ILogger,
    ]),
    provideUseCase(LogOut, [ISessionRepository, ISecretGenerator, IUnitOfWork, IClock]),
    provideUseCase(UpdateProfile, [IUserRepository, IUnitOfWork, IClock]),
    provideUseCase(EndSession, [IUserQueries, ISessionRepository, IUnitOfWork, IClock]),
    provideUseCase(EndOtherSessions, [IUserQueries, ISessionRepository, IClock]),
    provideUseCase(ConfirmPassword, [SignInThrottle, IPasswordHasher, ISignInRecords, IIdGenerator, IClock]),
    provideUseCase(ChangePassword, [
      IUserRepository,
      ISessionRepository,
      IAccountTokenRepository,
      ConfirmPassword,
      IPasswordHasher,
      PasswordRules,
      OpenSession,
      AccountMails,
      IAuditLog,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(RequestEmailVerification, [IUserRepository, SendAccountLink, IUnitOfWork]),
    provideUseCase(VerifyEmail, [
      IAccountTokenRepository,
      IUserRepository,
      ISecretGenerator,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(RequestPasswordReset, [IPasswordResetRequests, IIdGenerator, IClock]),
    provideUseCase(ResetPassword, [
      IAccountTokenRepository,
      IUserRepository,
      ISessionRepository,
      IPasswordHasher,
      PasswordRules,
      ISecretGenerator,
      AccountMails,
      IAuditLog,
      IUnitOfWork,
      IClock,
    ]),
    provideUseCase(EnsureOperator, [
      IUserRepository,
      ISessionRepository,
      IPasswordHasher,
      PasswordRules,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    ...ACCOUNT_ENDINGS,
    ...EMAIL_CHANGE,
    ...SIGN_IN_LIMITS,
    AuthCookies,
    KnownDevices,
    CsrfTokens,
    SessionClaim,
    SessionAnswer,
    AccessTokenStrategy,
    ApiKeyEntrance,
    ExternalEntrance,
    // In this order: who is it, did their own page send it, may they.
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: CsrfGuard },
    { provide: APP_GUARD, useClass: RoleGuard },
  ],
  exports: [EnsureOperator, IUserQueries, IUserRepository],
})
export class IdentityModule {}

import { Module } from '@nestjs/common';
import { AdmitExternalUser } from '../application/identity/admit-external-user.js';
import { IExternalIdentityRepository } from '../application/identity/ports/external-identity-repository.js';
import { IExternalTokens } from '../application/identity/ports/external-tokens.js';
import { IUserRepository } from '../application/identity/ports/user-repository.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { ILogger } from '../application/ports/logger.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { Configuration } from '../infrastructure/config/configuration.js';
import { ExternalTokens, NoExternalTokens } from '../infrastructure/crypto/external-tokens.js';
import { IssuerKeys } from '../infrastructure/crypto/issuer-keys.js';
import { ExternalIdentityRepository } from '../infrastructure/persistence/identity/external-identity-repository.js';
import { UserRepository } from '../infrastructure/persistence/identity/user-repository.js';
import { provideUseCase } from './provide-use-case.js';

/** Users of another issuer (OIDC), where one is configured. */
@Module({
  providers: [
    { provide: IExternalTokens, inject: [Configuration, ILogger], useFactory: externalTokens },
    { provide: IExternalIdentityRepository, useClass: ExternalIdentityRepository },
    { provide: IUserRepository, useClass: UserRepository },
    provideUseCase(AdmitExternalUser, [
      IExternalTokens,
      IExternalIdentityRepository,
      IUserRepository,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
  ],
  exports: [IExternalTokens, AdmitExternalUser],
})
export class ExternalIdentitiesModule {}

function externalTokens({ values }: Configuration, logger: ILogger): IExternalTokens {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audiences, OIDC_ALGORITHMS: algorithms } = values;
  if (issuer === null) return new NoExternalTokens();
  const keys = new IssuerKeys({ issuer, jwksUrl: values.OIDC_JWKS_URL });
  return new ExternalTokens({ issuer, audiences, algorithms }, keys, logger);
}

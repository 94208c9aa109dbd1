import { Module } from '@nestjs/common';
import { ApiKeySecret } from '../api/identity/api-key-secret.js';
import { ApiKeysController } from '../api/identity/api-keys.controller.js';
import { AuthenticateApiKey } from '../application/identity/authenticate-api-key.js';
import { CreateApiKey } from '../application/identity/create-api-key.js';
import { IApiKeyQueries } from '../application/identity/ports/api-key-queries.js';
import { IApiKeyRepository } from '../application/identity/ports/api-key-repository.js';
import { ISecretGenerator } from '../application/identity/ports/secret-generator.js';
import { IUserQueries } from '../application/identity/ports/user-queries.js';
import { RevokeApiKey } from '../application/identity/revoke-api-key.js';
import { IAuditLog } from '../application/ports/audit-log.js';
import { IClock } from '../application/ports/clock.js';
import { IIdGenerator } from '../application/ports/id-generator.js';
import { IUnitOfWork } from '../application/ports/unit-of-work.js';
import { SecretGenerator } from '../infrastructure/crypto/secret-generator.js';
import { ApiKeyQueries } from '../infrastructure/persistence/identity/api-key-queries.js';
import { ApiKeyRepository } from '../infrastructure/persistence/identity/api-key-repository.js';
import { UserQueries } from '../infrastructure/persistence/identity/user-queries.js';
import { provideUseCase } from './provide-use-case.js';

/** Keys of servers: made, revoked, and what they open. */
@Module({
  controllers: [ApiKeysController],
  providers: [
    ApiKeySecret,
    { provide: IApiKeyRepository, useClass: ApiKeyRepository },
    { provide: IApiKeyQueries, useClass: ApiKeyQueries },
    { provide: IUserQueries, useClass: UserQueries },
    { provide: ISecretGenerator, useClass: SecretGenerator },
    provideUseCase(CreateApiKey, [
      IApiKeyRepository,
      ISecretGenerator,
      IAuditLog,
      IUnitOfWork,
      IIdGenerator,
      IClock,
    ]),
    provideUseCase(RevokeApiKey, [IApiKeyRepository, IAuditLog, IUnitOfWork, IClock]),
    provideUseCase(AuthenticateApiKey, [IApiKeyRepository, IUserQueries, ISecretGenerator, IClock]),
  ],
  exports: [CreateApiKey, AuthenticateApiKey],
})
export class ApiKeysModule {}

import { apiKeyNotFound } from '../../domain/identity/api-key-errors.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { IApiKeyRepository } from './ports/api-key-repository.js';

export interface RevokeApiKeyCommand {
  readonly organizationId: string;
  readonly actorUserId: string;
  readonly apiKeyId: string;
}

/** A key ends, from the next request on. Revoking it again changes nothing. */
export class RevokeApiKey {
  constructor(
    private readonly keys: IApiKeyRepository,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `api_key_not_found` */
  async execute({ organizationId, actorUserId, apiKeyId: id }: RevokeApiKeyCommand): Promise<void> {
    await this.unitOfWork.run(async () => {
      const revoked = await this.keys.revoke(organizationId, id, this.clock.now());
      if (revoked === null) throw apiKeyNotFound();
      if (!revoked) return;
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'api_key.revoked',
        subject: id,
        detail: {},
      });
    });
  }
}

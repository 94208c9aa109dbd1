import { API_KEY_SCOPES, type ApiKey, type ApiKeyScope } from '../../domain/identity/api-key.js';
import { formatApiKey, newApiKeyPrefix } from '../../domain/identity/api-key.js';
import { refuseInvalid } from '../../domain/identity/identity-errors.js';
import { nameProblem } from '../../domain/identity/profile.js';
import type { IAuditLog } from '../ports/audit-log.js';
import type { IClock } from '../ports/clock.js';
import type { IIdGenerator } from '../ports/id-generator.js';
import type { IUnitOfWork } from '../ports/unit-of-work.js';
import type { ApiKeyView } from './ports/api-key-queries.js';
import type { IApiKeyRepository } from './ports/api-key-repository.js';
import type { ISecretGenerator } from './ports/secret-generator.js';

export interface CreateApiKeyCommand {
  readonly organizationId: string;
  /** Null at a terminal. */
  readonly actorUserId: string | null;
  readonly name: string;
  readonly scopes: readonly string[];
}

export interface CreatedApiKey {
  readonly view: ApiKeyView;
  /** The key itself. Shown to whoever asked, this once. */
  readonly key: string;
}

/** A new key for a server. Whoever retries gets another one: what was not seen is of no use to anyone. */
export class CreateApiKey {
  constructor(
    private readonly keys: IApiKeyRepository,
    private readonly secrets: ISecretGenerator,
    private readonly auditLog: IAuditLog,
    private readonly unitOfWork: IUnitOfWork,
    private readonly ids: IIdGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `validation_failed` by field */
  async execute({ organizationId, actorUserId, ...asked }: CreateApiKeyCommand): Promise<CreatedApiKey> {
    const name = asked.name.trim();
    const scopes = API_KEY_SCOPES.filter((scope) => asked.scopes.includes(scope));
    refuseInvalid({ name: nameProblem(name), scopes: scopesProblem(asked.scopes, scopes) });

    const secret = this.secrets.generate();
    const view: ApiKeyView = {
      id: this.ids.uuid(),
      name,
      prefix: newApiKeyPrefix((length, alphabet) => this.ids.code(length, alphabet)),
      scopes,
      createdBy: actorUserId,
      createdAt: this.clock.now(),
      lastUsedAt: null,
      revokedAt: null,
    };
    const key: ApiKey = { ...view, organizationId, secretHash: this.secrets.hash(secret) };
    await this.unitOfWork.run(async () => {
      await this.keys.insert(key);
      await this.auditLog.record({
        organizationId,
        actorUserId,
        action: 'api_key.created',
        subject: key.id,
        detail: { name, prefix: key.prefix, scopes },
      });
    });
    return { view, key: formatApiKey(key.prefix, secret) };
  }
}

function scopesProblem(asked: readonly string[], known: readonly ApiKeyScope[]): string | null {
  const unknown = asked.some((scope) => !known.some((one) => one === scope));
  return unknown || known.length === 0 ? `must be some of ${API_KEY_SCOPES.join(', ')}` : null;
}

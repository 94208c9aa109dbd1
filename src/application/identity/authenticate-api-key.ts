import { type ApiKey, type ApiKeyScope, isLastUseDue, parseApiKey } from '../../domain/identity/api-key.js';
import {
  actingUserMissing,
  actingUserRefused,
  apiKeyInvalid,
  apiKeyNotAllowed,
} from '../../domain/identity/api-key-errors.js';
import type { IClock } from '../ports/clock.js';
import type { IApiKeyRepository } from './ports/api-key-repository.js';
import type { ISecretGenerator } from './ports/secret-generator.js';
import type { IUserQueries } from './ports/user-queries.js';

export interface AuthenticateApiKeyCommand {
  readonly key: string;
  /** What the route asks for; null where no key is accepted. */
  readonly scope: ApiKeyScope | null;
  /** The customer for whom the server acts, as it says. */
  readonly actingUserId: string | null;
}

export interface ActingServer {
  readonly apiKeyId: string;
  readonly organizationId: string;
  readonly userId: string;
}

/** Whether a server may do something for a customer. The database is asked on each request: a revoked key ends at once. */
export class AuthenticateApiKey {
  constructor(
    private readonly keys: IApiKeyRepository,
    private readonly users: IUserQueries,
    private readonly secrets: ISecretGenerator,
    private readonly clock: IClock,
  ) {}

  /** @throws DomainError `api_key_invalid`, `permission_denied`, `acting_user_required`, `acting_user_refused` */
  async execute({ key, scope, actingUserId }: AuthenticateApiKeyCommand): Promise<ActingServer> {
    const { id, organizationId, scopes } = await this.#genuine(key);
    if (scope === null || !scopes.includes(scope)) throw apiKeyNotAllowed(scope);
    if (actingUserId === null) throw actingUserMissing();
    const user = await this.users.find(organizationId, actingUserId);
    if (user?.role !== 'customer') throw actingUserRefused();
    return { apiKeyId: id, organizationId, userId: actingUserId };
  }

  async #genuine(text: string): Promise<ApiKey> {
    const parts = parseApiKey(text);
    const key = parts && (await this.keys.findByPrefix(parts.prefix));
    if (!parts || !key) throw apiKeyInvalid();
    if (!this.secrets.matches(parts.secret, key.secretHash) || key.revokedAt !== null) throw apiKeyInvalid();

    const now = this.clock.now();
    if (isLastUseDue(key, now)) await this.keys.touch(key.organizationId, key.id, now);
    return key;
  }
}

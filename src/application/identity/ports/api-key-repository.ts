import type { ApiKey } from '../../../domain/identity/api-key.js';

/** Keys of servers. */
export abstract class IApiKeyRepository {
  abstract insert(key: ApiKey): Promise<void>;
  /** A revoked one as well. */
  abstract findByPrefix(prefix: string): Promise<ApiKey | null>;
  /** @returns false where it had been revoked before, null where there is none */
  abstract revoke(organizationId: string, id: string, now: Date): Promise<boolean | null>;
  /** Notes down that it was used; of several at a time the latest stands. */
  abstract touch(organizationId: string, id: string, now: Date): Promise<void>;
}

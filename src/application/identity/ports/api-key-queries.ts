import type { ApiKey } from '../../../domain/identity/api-key.js';
import type { Page, PageRequest } from '../../page.js';

/** A key as operators see it. */
export type ApiKeyView = Omit<ApiKey, 'organizationId' | 'secretHash'>;

/** Reads that only show. */
export abstract class IApiKeyQueries {
  /** The newest first, revoked ones among them. @throws DomainError `cursor_invalid` */
  abstract list(organizationId: string, page: PageRequest): Promise<Page<ApiKeyView>>;
}

import type { AuditEntry } from '../../ports/audit-log.js';
import type { Page, PageRequest } from '../../page.js';

export interface AuditView extends Omit<AuditEntry, 'organizationId'> {
  readonly id: string;
  readonly at: Date;
  /** Null for what the system did by itself. */
  readonly actorEmail: string | null;
}

export interface AuditFilter {
  readonly action?: string;
  readonly subject?: string;
}

/** The audit log, to be read. */
export abstract class IAuditQueries {
  /** Newest first. @throws DomainError `cursor_invalid` */
  abstract list(organizationId: string, filter: AuditFilter, page: PageRequest): Promise<Page<AuditView>>;
}

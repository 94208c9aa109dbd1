import type { Page, PageRequest } from '../../page.js';

export interface FindingView {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly detail: string;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
}

/** What needs a person, newest first. */
export abstract class IFindingQueries {
  abstract list(organizationId: string, page: PageRequest): Promise<Page<FindingView>>;
}

import type { FindingKind } from '../../ports/findings.js';
import type { Page, PageRequest } from '../../page.js';

export interface FindingView {
  readonly id: string;
  readonly kind: FindingKind;
  readonly subject: string;
  readonly detail: string;
  readonly createdAt: Date;
  readonly resolvedAt: Date | null;
}

/** `open`: nobody has seen to it yet. */
export const FINDING_STATUSES = ['open', 'resolved'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];

/** What needs a person, newest first. */
export abstract class IFindingQueries {
  /** @throws DomainError `cursor_invalid` */
  abstract list(
    organizationId: string,
    filter: { readonly status?: FindingStatus | undefined },
    page: PageRequest,
  ): Promise<Page<FindingView>>;
}

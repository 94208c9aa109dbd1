import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import type { Page, PageRequest } from '../../page.js';

/** Disputes as they stand, to be shown to operators. */
export abstract class IDisputeQueries {
  /** The latest first; of one status where `status` is given. @throws DomainError `cursor_invalid`. */
  abstract list(
    organizationId: string,
    filter: { readonly status?: string | undefined },
    page: PageRequest,
  ): Promise<Page<DisputeSnapshot>>;

  /** Those that wait for the seller's answer, the first deadline first. @throws DomainError `cursor_invalid`. */
  abstract listToAnswer(organizationId: string, page: PageRequest): Promise<Page<DisputeSnapshot>>;

  /** @throws DomainError `dispute_not_found` */
  abstract get(organizationId: string, id: string): Promise<DisputeSnapshot>;
}

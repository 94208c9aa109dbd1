import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import type { Page, PageRequest } from '../../page.js';

/** Orders as they stand, to be shown. */
export abstract class IOrderQueries {
  /** Newest first. @throws DomainError `cursor_invalid`. */
  abstract listOfUser(
    organizationId: string,
    userId: string,
    page: PageRequest,
  ): Promise<Page<OrderSnapshot>>;

  /** Of `userId`, those that were paid, whatever became of the money; the latest order first. @throws DomainError `cursor_invalid`. */
  abstract listPurchases(
    organizationId: string,
    userId: string,
    page: PageRequest,
  ): Promise<Page<OrderSnapshot>>;

  /** @throws OrderNotFound, for someone else's too. */
  abstract getOfUser(organizationId: string, userId: string, id: string): Promise<OrderSnapshot>;

  /** @throws OrderNotFound */
  abstract get(organizationId: string, id: string): Promise<OrderSnapshot>;
}

import type { OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import type { OrderStatus } from '../../../domain/orders/order-status.js';
import type { Page, PageRequest } from '../../page.js';

/** What names an order, or those of one customer. */
export type OrderName =
  /** Whole, or its beginning. */
  | { readonly numberStart: string }
  | { readonly email: string }
  /** Of a payment (`pi_...`) or a charge (`ch_...`). */
  | { readonly stripeId: string };

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly userId?: string | undefined;
  readonly name?: OrderName | undefined;
  /** Placed then or later. */
  readonly placedFrom?: Date | null;
  readonly placedBefore?: Date | null;
  /** Only those with a refund that Stripe has not answered yet. */
  readonly awaitsRefund?: boolean;
}

/** Everyone's orders, for operators who look for one. */
export abstract class IOrderSearch {
  /** Those that fit every part of the filter, the latest placed first. @throws DomainError `cursor_invalid`. */
  abstract find(organizationId: string, filter: OrderFilter, page: PageRequest): Promise<Page<OrderSnapshot>>;
}

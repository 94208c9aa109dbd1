import type { OrderStatus } from '../../../domain/orders/order-status.js';

/** An order that something can still happen to without its buyer being asked. */
export interface StandingOrder {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  /** Whether it can be paid at Stripe at this moment. */
  readonly isPayable: boolean;
}

export abstract class IStandingOrders {
  /** Up to `limit` of the user that are not settled: unpaid, on their way, held or disputed. The oldest first. */
  abstract ofUser(organizationId: string, userId: string, limit: number): Promise<StandingOrder[]>;
}

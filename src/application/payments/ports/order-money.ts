import type { AttemptSnapshot } from '../../../domain/payments/attempt-snapshot.js';
import type { DisputeSnapshot } from '../../../domain/payments/dispute.js';
import type { RefundSnapshot } from '../../../domain/payments/refund.js';

/** What was paid, given back and disputed, oldest first. */
export interface OrderMoney {
  readonly attempts: readonly AttemptSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
  readonly disputes: readonly DisputeSnapshot[];
}

/** The money of many orders at once, for their buyer. */
export abstract class IOrderMoney {
  /** By the order's id; every order has an entry. */
  abstract ofOrders(
    organizationId: string,
    orderIds: readonly string[],
  ): Promise<ReadonlyMap<string, OrderMoney>>;
}

import type { CaptureMethod } from '../shared/capture-method.js';
import type { OrderLine } from './order-line.js';
import type { OrderStatus } from './order-status.js';
import type { OrderTotals } from './order-tax.js';

/** A status that the order took: when, and what made it so. */
export interface OrderHistoryEntry {
  readonly status: OrderStatus;
  readonly at: Date;
  /** A stable word: `order_placed`, `cancelled_by_customer`, or the name of Stripe's event. */
  readonly cause: string;
}

/** An order as plain data: what is stored and what is shown. */
export interface OrderSnapshot extends OrderTotals {
  readonly id: string;
  readonly organizationId: string;
  /** As it was read; the next update is refused when the row has moved on. 1 for a new order. */
  readonly version: number;
  readonly userId: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  /** `manual` as soon as one line's price asks for it. */
  readonly captureMethod: CaptureMethod;
  readonly capturedMinor: number;
  /** Of what was captured, by refunds that have succeeded. */
  readonly refundedMinor: number;
  /** The one payment attempt whose money the order took; null until then, and where there was nothing to pay. */
  readonly paidByAttemptId: string | null;
  /** Oldest first. */
  readonly history: readonly OrderHistoryEntry[];
  readonly placedAt: Date;
  readonly paidAt: Date | null;
  /** Since when it may be delivered: paid, and no open review. Set once. */
  readonly fulfillableAt: Date | null;
  readonly updatedAt: Date;
}

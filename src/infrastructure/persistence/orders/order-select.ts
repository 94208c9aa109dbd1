import type { OrderLine } from '../../../domain/orders/order-line.js';
import type { OrderHistoryEntry, OrderSnapshot } from '../../../domain/orders/order-snapshot.js';
import type { RateTax } from '../../../domain/orders/order-tax.js';
import { toSafeInteger } from '../columns.js';

/** `bigint` columns arrive as text. */
type Amounts = 'subtotalMinor' | 'taxMinor' | 'totalMinor' | 'capturedMinor' | 'refundedMinor';

/** What ORDER_SELECT answers. Inside JSON, times are text and amounts are numbers. */
export type SelectedOrder = Omit<OrderSnapshot, Amounts | 'history'> &
  Record<Amounts, string> & {
    readonly lines: readonly OrderLine[];
    readonly taxes: readonly RateTax[];
    readonly history: readonly (Omit<OrderHistoryEntry, 'at'> & { readonly at: string })[];
  };

export const ORDER_COLUMNS = `o.id, o.organization_id AS "organizationId", o.version, o.user_id AS "userId", o.number, o.status, o.currency,
    o.subtotal_minor AS "subtotalMinor", o.tax_minor AS "taxMinor", o.total_minor AS "totalMinor",
    o.capture_method AS "captureMethod", o.captured_minor AS "capturedMinor", o.refunded_minor AS "refundedMinor",
    o.paid_by_attempt_id AS "paidByAttemptId", o.fulfillable_at AS "fulfillableAt",
    o.placed_at AS "placedAt", o.paid_at AS "paidAt", o.updated_at AS "updatedAt",
    (SELECT json_agg(json_build_object(
        'id', i.id, 'priceId', i.price_id, 'productId', i.product_id, 'productName', i.product_name,
        'unitAmountMinor', i.unit_amount_minor, 'quantity', i.quantity, 'taxBehavior', i.tax_behavior,
        'taxRatePpm', i.tax_rate_ppm) ORDER BY i.position)
      FROM order_items i WHERE i.order_id = o.id) AS lines,
    (SELECT json_agg(json_build_object(
        'ratePpm', t.tax_rate_ppm, 'taxableMinor', t.taxable_minor, 'amountMinor', t.amount_minor)
        ORDER BY t.tax_rate_ppm DESC)
      FROM order_taxes t WHERE t.order_id = o.id) AS taxes,
    (SELECT json_agg(json_build_object('status', h.status, 'at', h.at, 'cause', h.cause) ORDER BY h.position)
      FROM order_history h WHERE h.order_id = o.id) AS history`;

/** An order and all its parts in one round trip, from one moment in time. */
export const ORDER_SELECT = `SELECT ${ORDER_COLUMNS} FROM orders o`;

/**
 * The same under a lock. Whoever had to wait for it gets the order as it is now, and its parts as they were before, when the
 * order had the version `partsVersion`.
 */
export const ORDER_SELECT_FOR_UPDATE = `
  SELECT ${ORDER_COLUMNS}, (SELECT version FROM orders seen WHERE seen.id = o.id) AS "partsVersion"
  FROM orders o WHERE o.organization_id = $1 AND o.id = $2 FOR UPDATE OF o`;

export function toSnapshot(row: SelectedOrder): OrderSnapshot {
  return {
    ...row,
    subtotalMinor: toSafeInteger(row.subtotalMinor),
    taxMinor: toSafeInteger(row.taxMinor),
    totalMinor: toSafeInteger(row.totalMinor),
    capturedMinor: toSafeInteger(row.capturedMinor),
    refundedMinor: toSafeInteger(row.refundedMinor),
    history: row.history.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  };
}
